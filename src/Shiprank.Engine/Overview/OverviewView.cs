using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Overview;

/// <summary>What an overview is about.</summary>
/// <param name="Compare">The window that it is compared with; null: none.</param>
public sealed record OverviewQuery(ScoreWindow Window, ScoreWindow? Compare, SpendFilter Filter);

/// <summary>One column of the overview's charts.</summary>
/// <param name="Nd">Null where the filter asks for what no delivery knows.</param>
/// <param name="Settling">True while a change of these days may still be undone: its end is less than the horizon before as-of.</param>
public sealed record OverviewBucket(ScoreWindow Days, IReadOnlyDictionary<SpendGroup, FlowAmount> Groups, FlowAmount Spend, decimal? Nd, Figure CostPerNd, Figure Tied, bool Settling);

/// <summary>How much of the spend is known for certain.</summary>
/// <param name="Matched">Tokens of known people ÷ all tokens.</param>
/// <param name="Priced">Tokens with a price ÷ all tokens.</param>
/// <param name="Changed">Spend that went to a change ÷ all spend.</param>
/// <param name="Newest">The newest usage row of all time; null without any.</param>
public sealed record SpendCoverage(Figure Matched, Figure Priced, Figure Changed, DateTimeOffset? Newest);

/// <summary>What was spent in a window, and what came of it.</summary>
public sealed record OverviewView
{
    public required OverviewQuery Query { get; init; }

    public required PeriodSums Now { get; init; }

    public PeriodSums? Before { get; init; }

    /// <summary>In order of time; together they are <see cref="Now"/>.</summary>
    public required IReadOnlyList<OverviewBucket> Buckets { get; init; }

    /// <summary>From tool through repository to fate.</summary>
    public required SpendFlow Flow { get; init; }

    /// <summary>Dearest first; the empty name is an unknown model.</summary>
    public required IReadOnlyList<NamedSpend> Models { get; init; }

    /// <summary>Of everyone, or of the team of the filter; weeks of the window that are over.</summary>
    public required AdoptionRow Adoption { get; init; }

    public required decimal AdoptionTarget { get; init; }

    public required SpendCoverage Coverage { get; init; }

    /// <summary>Deployments of the window that delivered something.</summary>
    public int Delivered { get; init; }

    public static OverviewView Of(Standing standing, OverviewQuery query)
    {
        var days = standing.Spend.ByDay(query.Window, query.Filter);
        var cells = PeriodSums.Cells(standing, query.Window, query.Filter);
        var adoption = AdoptionView.Of(standing, query.Window);
        var flow = standing.Spend.Flow(query.Window, query.Filter);
        return new()
        {
            Query = query,
            Now = Sums(standing, query.Window, days, cells),
            Before = query.Compare is { } before ? Sums(standing, before, standing.Spend.ByDay(before, query.Filter), PeriodSums.Cells(standing, before, query.Filter)) : null,
            Buckets = [.. Periods.Buckets.Of(query.Window).Select(b => Bucket(standing, b, days, cells))],
            Flow = flow,
            Models = standing.Spend.ByModel(query.Window, query.Filter),
            Adoption = query.Filter.Team is { } team && adoption.Teams.FirstOrDefault(t => t.Id == team) is { } row ? row : adoption.All,
            AdoptionTarget = adoption.Target,
            Coverage = CoverageOf(standing, query, days, flow.Total),
            Delivered = standing.Score.Deployments.Count(d => d.Delivered > 0 && query.Window.Has(d.At) && (query.Filter.Repository is null || d.Repository == query.Filter.Repository)),
        };
    }

    private static PeriodSums Sums(Standing standing, ScoreWindow window, IReadOnlyList<DaySpend> days, IReadOnlyList<Cell>? cells) =>
        PeriodSums.Of(window, days, cells, SeriesWeeks.Of(window, standing.AsOf, standing.Score.Policy.SurvivalDays));

    private static OverviewBucket Bucket(Standing standing, ScoreWindow bucket, IReadOnlyList<DaySpend> days, IReadOnlyList<Cell>? cells)
    {
        var sums = PeriodSums.Of(bucket, [.. days.Where(d => bucket.Has(d.Day))], cells is null ? null : [.. cells.Where(c => bucket.Has(c.Day))], []);
        var settling = bucket.Until.AddDays(standing.Score.Policy.SurvivalDays) > DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        return new(bucket, sums.Groups, sums.Spend, sums.Nd?.Nd, sums.CostPerNd, sums.Tied, settling);
    }

    private static SpendCoverage CoverageOf(Standing standing, OverviewQuery query, IReadOnlyList<DaySpend> days, FlowAmount total)
    {
        const string nothing = "no usage in the window";
        var known = query.Filter == SpendFilter.None ? standing.Spend.ByPerson(query.Window).Sum(p => p.Amount.Tokens) : (long?)null;
        var changed = days.Where(d => d.Fate is SpendFate.Live or SpendFate.Reverted or SpendFate.Dead or SpendFate.Merged).Sum(d => d.Amount.NanoUsd ?? 0);
        var newest = standing.Spend.Newest().Values;
        return new(
            known is { } tokens ? Figure.Of(tokens, total.Tokens, nothing) : Figure.Unknown("of all usage only"),
            Figure.Of(total.Tokens - total.UnpricedTokens, total.Tokens, nothing),
            Figure.Of(changed, total.NanoUsd ?? 0, nothing),
            newest.Any() ? newest.Max() : null);
    }
}
