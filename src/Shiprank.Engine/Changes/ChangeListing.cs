using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Changes;

/// <summary>The changes that pass a filter, those to show and the sums of all.</summary>
/// <param name="Rows">In the order asked, at most as many as asked.</param>
/// <param name="Rest">Sums of those that pass and are not shown; null when all are.</param>
/// <param name="Totals">Sums of all that pass: those of the rows and of the rest.</param>
public sealed record ChangeListing(IReadOnlyList<ChangeRow> Rows, ChangeTotals? Rest, ChangeTotals Totals)
{
    /// <param name="limit">How many rows to show; null: all.</param>
    public static ChangeListing Of(Standing standing, ChangeFilter filter, ChangeSort sort, int? limit)
    {
        var teams = new TeamDays(standing.Workspace.Organisation);
        var passing = Sorted(All(standing).Where(c => filter.Passes(c, teams)), sort).ToList();
        var rows = limit is { } most && most < passing.Count ? passing[..most] : passing;
        return new(rows, rows.Count == passing.Count ? null : ChangeTotals.Of(passing[rows.Count..]), ChangeTotals.Of(passing));
    }

    /// <summary>Every change that was scored, in the score's order.</summary>
    public static IEnumerable<ChangeRow> All(Standing standing)
    {
        var spend = standing.Spend.ByChange().ToDictionary(s => (s.Repository, s.Sha));
        var nd = ChangeNd.Of(standing.Score);
        return standing.Score.Changes.GroupBy(c => (c.Repository, c.Sha)).Select(g => Row(g.Key.Repository, g.Key.Sha, [.. g], spend.TryGetValue(g.Key, out var its) ? its : null, nd.GetValueOrDefault(g.Key)));
    }

    private static ChangeRow Row(string repository, string sha, IReadOnlyList<ScoredChange> services, ChangeSpend? spend, decimal nd) => new(
        repository,
        sha,
        [.. services.OrderByDescending(c => c.Eligible).ThenByDescending(c => c.Alive).ThenBy(c => c.Service, StringComparer.Ordinal)],
        spend?.Sessions ?? 0,
        spend?.Link ?? LinkEvidence.None,
        spend?.Amount,
        nd);

    private static IEnumerable<ChangeRow> Sorted(IEnumerable<ChangeRow> rows, ChangeSort sort)
    {
        var sorted = sort switch
        {
            ChangeSort.Cost => rows.OrderByDescending(r => r.CostUsd ?? -1).ThenByDescending(r => r.At),
            ChangeSort.Lines => rows.OrderByDescending(r => r.Eligible).ThenByDescending(r => r.At),
            _ => rows.OrderByDescending(r => r.At),
        };
        return sorted.ThenBy(r => r.Repository, StringComparer.Ordinal).ThenBy(r => r.Sha, StringComparer.Ordinal);
    }
}
