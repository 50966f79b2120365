using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Delivery.Deployments;

/// <summary>
/// Changes of the default branch that a commit off it contains as copies: the same stable patch-id as the change against its first parent,
/// else <c>(cherry picked from commit …)</c> (normalised-deployments.md, section 3).
/// </summary>
internal sealed class PickedChanges
{
    private readonly CommitGraph graph;
    private readonly ChangeList changes;
    private readonly IReadOnlyDictionary<string, string> patchIds;
    private readonly Dictionary<string, int> changeOfPatch = new(StringComparer.Ordinal);

    public PickedChanges(CommitGraph graph, ChangeList changes, IReadOnlyDictionary<string, string> patchIds)
    {
        (this.graph, this.changes, this.patchIds) = (graph, changes, patchIds);
        foreach (var change in changes.All)
        {
            if (patchIds.TryGetValue(change.Sha, out var id)) changeOfPatch.TryAdd(id, change.Index);
        }
    }

    public HashSet<int> In(int commit)
    {
        var found = new HashSet<int>();
        if (graph.IsOnDefaultBranch(commit)) return found;
        graph.Walk(commit, c =>
        {
            if (graph.IsOnDefaultBranch(c)) return false;
            var it = graph.Commits[c];
            if (it.IsMerge) return true;
            if (patchIds.TryGetValue(it.Sha, out var id) && changeOfPatch.TryGetValue(id, out var same))
            {
                found.Add(same);
            }
            else if (it.Message.CherryPickedFrom.Length > 0 && changes.Find(it.Message.CherryPickedFrom) is var origin && origin >= 0)
            {
                found.Add(origin);
            }

            return true;
        });
        return found;
    }
}
