using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Score;

/// <summary>
/// Shares of one change: by the split of the commit that a line comes from; a line that no branch commit adds is shared as the others of its
/// service, else of the change, else over the branch commits (normalised-deployments.md, section 1).
/// </summary>
internal sealed class CreditSharing
{
    private readonly Func<int, Split?> splitOf;
    private readonly Change change;
    private readonly IReadOnlyDictionary<int, LineTally> tallies;
    private readonly Dictionary<int, IReadOnlyList<(string Person, decimal Part)>> unclaimed = [];

    /// <param name="change">The change.</param>
    /// <param name="splitOf">Split of a commit; null for bots alone.</param>
    /// <param name="tallies">Its lines by service.</param>
    public CreditSharing(Change change, Func<int, Split?> splitOf, IReadOnlyDictionary<int, LineTally> tallies) =>
        (this.change, this.splitOf, this.tallies) = (change, splitOf, tallies);

    /// <summary>Parts of a line of this commit in this service, together 1; none for bots alone. Commit −1: no branch commit has it.</summary>
    public IReadOnlyList<(string Person, decimal Part)> Of(int commit, int service)
    {
        if (commit >= 0) return Parts(splitOf(commit));
        if (!unclaimed.TryGetValue(service, out var parts)) unclaimed[service] = parts = Unclaimed(service);
        return parts;
    }

    /// <summary>Parts of a line that stands for the whole change: a plain commit's split, else as a line that no branch commit adds.</summary>
    public IReadOnlyList<(string Person, decimal Part)> OfAny(int service) => Of(change.BranchCommits.Count == 0 ? change.Commit : -1, service);

    private static IReadOnlyList<(string Person, decimal Part)> Parts(Split? split) =>
        split is null ? [] : [.. split.Parts.Select(p => (p.Person, (decimal)p.Parts / split.Total))];

    private IReadOnlyList<(string Person, decimal Part)> Unclaimed(int service)
    {
        if (change.BranchCommits.Count == 0) return Parts(splitOf(change.Commit));
        var own = tallies.TryGetValue(service, out var tally) ? ByLines([tally]) : [];
        if (own.Count > 0) return own;
        var all = ByLines(tallies.OrderBy(t => t.Key).Select(t => t.Value));
        return all.Count > 0 ? all : Normalised(change.BranchCommits.Select(c => (splitOf(c), 1m)));
    }

    private IReadOnlyList<(string Person, decimal Part)> ByLines(IEnumerable<LineTally> of) =>
        Normalised(of.SelectMany(t => t.Lines).Where(l => l.Commit >= 0).Select(l => (splitOf(l.Commit), (decimal)l.Eligible)));

    private static IReadOnlyList<(string Person, decimal Part)> Normalised(IEnumerable<(Split? Split, decimal Weight)> weighted)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var total = 0m;
        foreach (var (split, weight) in weighted)
        {
            if (split is null) continue;
            total += weight;
            foreach (var (person, parts) in split.Parts) sums[person] = sums.GetValueOrDefault(person) + (weight * parts / split.Total);
        }

        return total == 0 ? [] : [.. sums.Select(s => (s.Key, s.Value / total))];
    }
}
