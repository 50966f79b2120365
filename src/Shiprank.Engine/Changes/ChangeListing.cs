using Shiprank.Engine.Scoring;

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
        var passing = standing.Index.Rows.In(sort).Where(c => filter.Passes(c, standing.Index.Teams)).ToList();
        var rows = limit is { } most && most < passing.Count ? passing[..most] : passing;
        return new(rows, rows.Count == passing.Count ? null : ChangeTotals.Of(passing.Skip(rows.Count)), ChangeTotals.Of(passing));
    }

    /// <summary>Every change that was scored, in the score's order.</summary>
    public static IReadOnlyList<ChangeRow> All(Standing standing) => standing.Index.Rows.All;
}
