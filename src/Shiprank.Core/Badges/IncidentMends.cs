using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>
/// Which changes ended which incidents, by what somebody stated: a change merged after the incident was opened that names it (a ticket key of its
/// messages or of its request is the incident's id), is listed by it, or says to fix or revert what the incident blames. Nothing is guessed from lines.
/// </summary>
public static class IncidentMends
{
    /// <param name="score">For the authors of what incidents blame, and for reverts.</param>
    public static IReadOnlyList<Mend> Of(string repository, CommitGraph graph, ChangeList changes, ScoreResult score, IReadOnlyList<IncidentEvent> incidents)
    {
        var rows = score.Changes.Where(c => c.Repository == repository).ToLookup(c => c.Sha, StringComparer.Ordinal);
        var deployments = score.Deployments.Where(d => d.Repository == repository).ToLookup(d => d.Id, StringComparer.Ordinal);
        var mends = new List<Mend>();
        foreach (var incident in incidents)
        {
            var listed = incident.Changes.Select(sha => changes.OfCommit(graph.Find(sha))).Where(c => c >= 0).Select(c => changes.All[c]).ToList();
            var culprits = listed.Where(c => c.At <= incident.OpenedAt).Select(c => c.Sha).ToHashSet(StringComparer.Ordinal);
            if (culprits.Count == 0 && incident.Deployment is { } id) culprits.UnionWith(deployments[id].SelectMany(d => d.Changes));
            var causers = culprits.SelectMany(sha => rows[sha]).SelectMany(r => r.Parts).Select(p => p.Person).ToHashSet(StringComparer.Ordinal);
            mends.AddRange(changes.All.Where(c => c.At > incident.OpenedAt && (incident.ClosedAt is not { } closed || c.At <= closed) && Mends(c, incident, listed, culprits)).Select(c => new Mend(repository, c.Sha, incident, causers)));
        }

        return mends;

        bool Mends(Change change, IncidentEvent incident, List<Change> listed, HashSet<string> culprits) =>
            listed.Contains(change)
            || Commits(change).SelectMany(c => graph.Commits[c].Message.Tickets).Concat(change.Request?.Tickets ?? []).Contains(incident.Id, StringComparer.OrdinalIgnoreCase)
            || Commits(change).SelectMany(c => graph.Commits[c].Message.Fixes).Any(f => culprits.Any(sha => sha.StartsWith(f, StringComparison.OrdinalIgnoreCase)))
            || rows[change.Sha].Any(r => r.Reverts is { } reverted && culprits.Contains(reverted));

        static IEnumerable<int> Commits(Change change) => change.BranchCommits.Append(change.Commit);
    }
}
