using Shiprank.Core.Attribution.Checkpoints;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Score;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>
/// Links sessions to the changes that they served: by the session's id in a trailer, by its key in a git-ai note, else by the window
/// (normalised-deployments.md, section 6): same repository, same person, same branch where both are known, the commit's author time within
/// the session or at most 4 hours after it, and a file in common. A commit whose marks name a session that was read takes no window.
/// </summary>
public static class SessionLinker
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(4);

    /// <returns>In order of repository, change and session; the same whatever the order of the input.</returns>
    public static IReadOnlyList<SessionLink> Link(ScoreInput input, IReadOnlyList<WorkSession> sessions)
    {
        var people = new PeopleDirectory(input.Organisation);
        var marks = new SessionMarks(sessions);
        List<SessionLink> links = [];
        foreach (var history in input.Histories.OrderBy(h => h.Repository, StringComparer.Ordinal))
        {
            links.AddRange(new RepositoryLinker(input, history, people, sessions, marks).Link());
        }

        return links;
    }

    /// <summary>Shas of the commits that only the window links: what <see cref="UsageEvidence.LinkedCommits"/> is.</summary>
    public static IReadOnlySet<string> WindowCommits(IEnumerable<SessionLink> links) =>
        links.SelectMany(l => l.WindowCommits).ToHashSet(StringComparer.Ordinal);
}

/// <summary>Links the sessions to the changes of one repository.</summary>
internal sealed class RepositoryLinker
{
    private readonly ScoreInput input;
    private readonly RepositoryHistory history;
    private readonly SessionMarks marks;
    private readonly CheckpointIndex checkpoints;
    private readonly CommitGraph graph;
    private readonly ChangeList changes;
    private readonly CommitSplits splits;
    private readonly ILookup<string, LineRecord> records;
    private readonly ILookup<string, WorkSession> byPerson;

    public RepositoryLinker(ScoreInput input, RepositoryHistory history, PeopleDirectory people, IReadOnlyList<WorkSession> sessions, SessionMarks marks)
    {
        (this.input, this.history, this.marks) = (input, history, marks);
        graph = CommitGraph.Of(history, input.AsOf);
        changes = ChangeList.Of(graph, [.. input.Events.Requests.Where(r => r.Repository == history.Repository)]);
        splits = new(graph, changes, people);
        checkpoints = new(history.Checkpoints);
        records = history.LineRecords.ToLookup(r => r.Sha, StringComparer.Ordinal);
        byPerson = sessions
            .Where(s => s.Person is not null && s.Repository == history.Repository && s.Trace.EditedFiles.Count > 0 && s.Trace.StartedAt <= input.AsOf)
            .ToLookup(s => s.Person!, StringComparer.Ordinal);
    }

    public IEnumerable<SessionLink> Link()
    {
        var candidates = new List<(int Commit, List<(WorkSession Session, LinkEvidence Evidence)> Sessions)>();
        for (var commit = 0; commit < graph.Commits.Count; commit++)
        {
            if (changes.OfCommit(commit) < 0) continue;
            var sessions = Marked(commit);
            if (sessions.Count == 0 && !graph.Commits[commit].IsMerge) sessions = InWindow(commit);
            if (sessions.Count > 0) candidates.Add((commit, sessions));
        }

        return Matched(candidates)
            .GroupBy(m => (m.Change, m.Session.Id))
            .Select(m => Build(m.Key.Change, m.Key.Id, [.. m]))
            .OrderBy(l => l.Change.Index)
            .ThenBy(l => l.Link.Session.Tool, StringComparer.Ordinal)
            .ThenBy(l => l.Link.Session.Session, StringComparer.Ordinal)
            .Select(l => l.Link);
    }

    private (Change Change, SessionLink Link) Build(int index, SessionId session, IReadOnlyList<Match> matches)
    {
        var change = changes.All[index];
        return (change, new(
            session,
            history.Repository,
            change.Sha,
            matches.Min(m => m.Evidence),
            matches.SelectMany(m => m.Files).Distinct(StringComparer.Ordinal).Count(),
            [.. matches.Select(m => graph.Commits[m.Commit].Sha)],
            [.. matches.Where(m => m.Evidence == LinkEvidence.Window).Select(m => graph.Commits[m.Commit].Sha)]));
    }

    private List<(WorkSession Session, LinkEvidence Evidence)> Marked(int commit)
    {
        var it = graph.Commits[commit];
        var found = new Dictionary<SessionId, (WorkSession, LinkEvidence)>();
        foreach (var mark in it.Message.Sessions)
        {
            foreach (var session in marks.Of(mark, checkpoints)) found.TryAdd(session.Id, (session, LinkEvidence.Session));
        }

        // A note on a merge repeats what its branch commits say.
        if (!it.IsMerge)
        {
            foreach (var key in records[it.Sha].SelectMany(r => r.Ranges).Where(r => !r.Human).Select(r => r.Session).Distinct(StringComparer.Ordinal))
            {
                foreach (var session in marks.OfNote(key)) found.TryAdd(session.Id, (session, LinkEvidence.Note));
            }
        }

        return [.. found.Values];
    }

    private List<(WorkSession Session, LinkEvidence Evidence)> InWindow(int commit)
    {
        var found = new List<(WorkSession, LinkEvidence)>();
        if (splits.Of(commit) is not { } split) return found;
        var at = graph.Commits[commit].AuthoredAt;
        var branch = BranchOf(commit);
        foreach (var (person, _) in split.Parts)
        {
            foreach (var session in byPerson[person])
            {
                if (at < session.Trace.StartedAt || at > session.Trace.EndedAt + SessionLinker.Window) continue;
                if (branch.Length > 0 && session.Branches.Count > 0 && !session.Branches.Contains(branch, StringComparer.Ordinal)) continue;
                found.Add((session, LinkEvidence.Window));
            }
        }

        return found;
    }

    /// <summary>Branch that the commit was made on; empty when nothing tells.</summary>
    private string BranchOf(int commit)
    {
        var change = changes.All[changes.OfCommit(commit)];
        return change.Request?.HeadBranch is { Length: > 0 } head ? head : graph.Commits[change.Commit].Message.MergedBranch;
    }

    /// <summary>Reads the patches of the candidates and keeps what has a file in common; marks need none.</summary>
    private IEnumerable<Match> Matched(List<(int Commit, List<(WorkSession Session, LinkEvidence Evidence)> Sessions)> candidates)
    {
        // A merge inside a branch has marks of its own, but no patch that a score reads: what it merges is in other commits.
        foreach (var (commit, sessions) in candidates.Where(c => !HasPatch(c.Commit)))
        {
            foreach (var (session, evidence) in sessions) yield return new(changes.OfCommit(commit), commit, session, evidence, []);
        }

        candidates = candidates.FindAll(c => HasPatch(c.Commit));
        if (candidates.Count == 0) yield break;
        var edited = new Dictionary<SessionId, SessionFiles>();
        var patches = input.Patches(history.Repository, [.. candidates.Select(c => (graph.Commits[c.Commit].Sha, Parent(c.Commit)))]);
        foreach (var ((commit, sessions), patch) in candidates.Zip(patches))
        {
            if (patch.Sha != graph.Commits[commit].Sha) throw new InvalidOperationException($"the patch of {graph.Commits[commit].Sha} in {history.Repository} is not the next one");
            var paths = patch.Files.Select(f => f.NewPath ?? f.OldPath!).ToList();
            foreach (var (session, evidence) in sessions)
            {
                if (!edited.TryGetValue(session.Id, out var files)) edited[session.Id] = files = new(session.Trace);
                var common = paths.FindAll(files.Contains);
                if (evidence != LinkEvidence.Window || common.Count > 0) yield return new(changes.OfCommit(commit), commit, session, evidence, common);
            }
        }
    }

    /// <summary>As <see cref="ChangeList.PatchOrder"/> lists them: changes, and the commits of their branches that are no merges.</summary>
    private bool HasPatch(int commit) => !graph.Commits[commit].IsMerge || changes.All[changes.OfCommit(commit)].Commit == commit;

    private string? Parent(int commit) => graph.Commits[commit].Parents is [var first, ..] ? first : null;

    private sealed record Match(int Change, int Commit, WorkSession Session, LinkEvidence Evidence, IReadOnlyList<string> Files);
}
