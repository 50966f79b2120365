using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Changes;

/// <summary>The changes that pass a filter, those to show and the sums of all.</summary>
/// <param name="Rows">In the order asked, at most as many as asked.</param>
/// <param name="Rest">Sums of those that pass and are not shown; null when all are.</param>
/// <param name="Totals">Sums of all that pass: those of the rows and of the rest.</param>
public sealed record ChangeListing(IReadOnlyList<ChangeRow> Rows, ChangeTotals? Rest, ChangeTotals Totals)
{
    /// <param name="limit">How many rows to show; null: all.</param>
    public static ChangeListing Of(Facts facts, ChangeFilter filter, ChangeSort sort, int? limit)
    {
        var teams = new TeamDays(facts.Workspace.Organisation);
        var passing = Sorted(All(facts).Where(c => filter.Passes(c, teams)), sort).ToList();
        var rows = limit is { } most && most < passing.Count ? passing[..most] : passing;
        return new(rows, rows.Count == passing.Count ? null : ChangeTotals.Of(passing[rows.Count..]), ChangeTotals.Of(passing));
    }

    /// <summary>Every change that was scored, in the score's order.</summary>
    public static IEnumerable<ChangeRow> All(Facts facts)
    {
        var spend = facts.Spend.Where(p => p.Change is not null).ToLookup(p => (p.Repository!, p.Change!));
        var nd = ChangeNd.Of(facts.Score);
        return facts.Score.Changes.GroupBy(c => (c.Repository, c.Sha)).Select(g => Row(g.Key.Repository, g.Key.Sha, [.. g], [.. spend[g.Key]], nd.GetValueOrDefault(g.Key)));
    }

    private static ChangeRow Row(string repository, string sha, IReadOnlyList<ScoredChange> services, IReadOnlyList<SpendPart> parts, decimal nd) => new(
        repository,
        sha,
        [.. services.OrderByDescending(c => c.Eligible).ThenByDescending(c => c.Alive).ThenBy(c => c.Service, StringComparer.Ordinal)],
        parts.Select(p => p.Row.SessionId).Distinct().Count(),
        parts.Count == 0 ? LinkEvidence.None : parts.Min(p => p.Evidence),
        parts.Count == 0 ? null : FlowAmount.Sum(parts.Select(p => FlowAmount.Of(p.Amount, counts: true))),
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
