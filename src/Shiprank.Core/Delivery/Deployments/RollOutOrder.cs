using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;

namespace Shiprank.Core.Delivery.Deployments;

/// <summary>The order of a service's roll-outs: by finish time; of equal times the ancestor first, then by id bytewise (normalised-deployments.md, section 3).</summary>
internal static class RollOutOrder
{
    public static IReadOnlyList<RollOut> Of(IEnumerable<RollOut> rollOuts, CommitGraph graph)
    {
        var ordered = new List<RollOut>();
        foreach (var tie in rollOuts.GroupBy(r => r.At).OrderBy(g => g.Key)) Take([.. tie], graph, ordered);
        return ordered;
    }

    // Ancestry is only a partial order: a comparison that falls back on ids can run in a circle. So the least id whose ancestors are all placed is next.
    private static void Take(List<RollOut> tie, CommitGraph graph, List<RollOut> ordered)
    {
        tie.Sort((a, b) => PathOrder.Instance.Compare(a.Id, b.Id) is var byId && byId != 0 ? byId : string.CompareOrdinal(graph.Commits[a.Commit].Sha, graph.Commits[b.Commit].Sha));
        while (tie.Count > 0)
        {
            var next = tie.FindIndex(r => !tie.Exists(other => graph.IsAncestor(other.Commit, r.Commit)));
            ordered.Add(tie[next]);
            tie.RemoveAt(next);
        }
    }
}
