using Shiprank.Core.Attribution.Content;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>From the links of commits to those of changes, and to what sessions wrote that no change contains.</summary>
internal static class SessionLinker
{
    /// <summary>Links of one repository's changes. A line that several changes add (a landing after a revert) is the first one's.</summary>
    public static IEnumerable<SessionLink> OfChanges(string repository, CommitGraph graph, ChangeList changes, IReadOnlyDictionary<int, IReadOnlyList<CommitLink>> links)
    {
        var seen = new Dictionary<SessionId, HashSet<ulong>>();
        foreach (var change in links.GroupBy(l => changes.OfCommit(l.Key)).OrderBy(g => g.Key))
        {
            var its = change.OrderBy(l => l.Key).SelectMany(l => l.Value.Select(link => (Commit: l.Key, Link: link))).GroupBy(l => l.Link.Session);
            foreach (var session in its.OrderBy(g => g.Key.Tool, StringComparer.Ordinal).ThenBy(g => g.Key.Session, StringComparer.Ordinal))
            {
                if (!seen.TryGetValue(session.Key, out var before)) seen[session.Key] = before = [];
                yield return new(
                    session.Key,
                    repository,
                    changes.All[change.Key].Sha,
                    session.Min(l => l.Link.Evidence),
                    [.. session.SelectMany(l => l.Link.Files).Distinct(StringComparer.Ordinal)],
                    session.SelectMany(l => l.Link.Lines).Count(before.Add),
                    [.. session.Select(l => graph.Commits[l.Commit].Sha)]);
            }
        }
    }

    /// <summary>
    /// The window comes last: of a session that a trailer, a note or lines link somewhere, no link by the window alone stands, and a commit
    /// whose trailer names a session that was read takes none.
    /// </summary>
    /// <param name="links">Links of all repositories.</param>
    public static SessionLinks Settle(IReadOnlyList<SessionLink> links, WrittenFiles written)
    {
        var exact = links.Where(l => l.Evidence != LinkEvidence.Window).Select(l => l.Session).ToHashSet();
        var named = links.Where(l => l.Evidence is LinkEvidence.Session or LinkEvidence.Note).SelectMany(l => l.Commits.Select(c => (l.Repository, c))).ToHashSet();
        List<SessionLink> all = [.. links.Where(l => l.Evidence != LinkEvidence.Window || !(exact.Contains(l.Session) || l.Commits.All(c => named.Contains((l.Repository, c)))))];
        var rest = new Dictionary<SessionId, int>();
        foreach (var session in all.GroupBy(l => l.Session).Where(g => g.Any(l => l.MatchedLines > 0)))
        {
            var reached = session.SelectMany(l => l.Files.Select(path => (l.Repository, Path: path))).Distinct().ToList();
            var lines = written.Of(session.Key).Where(f => !reached.Exists(p => p.Repository == f.Repository && f.Path.Is(p.Path))).Sum(f => f.Distinct);
            if (lines > 0) rest[session.Key] = lines;
        }

        return new(all, rest);
    }
}
