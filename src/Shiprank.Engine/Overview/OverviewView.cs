using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Privacy;
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

    /// <summary>What of the spend everyone may see.</summary>
    public required ShownSpend Shown { get; init; }

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
        query = query with { Window = standing.Shield.Whole(query.Window), Compare = query.Compare is { } other ? standing.Shield.Whole(query.Window, other) : null };
        var shown = standing.Shown(query.Window, query.Filter);
        var (days, flow) = (shown.Days, shown.Flow);
        var cells = Cells(standing, query.Window, query.Filter);
        var adoption = AdoptionView.Of(standing, query.Window);
        return new()
        {
            Query = query,
            Shown = shown,
            Now = Sums(standing, shown, cells),
            Before = query.Compare is { } before ? Sums(standing, standing.Shown(before, query.Filter), Cells(standing, before, query.Filter)) : null,
            Buckets = [.. Periods.Buckets.Of(query.Window, shown.Weeks > 0).Select(b => Bucket(standing, b, days, cells))],
            Flow = flow,
            Models = shown.Models,
            Adoption = query.Filter.Team is { } team && adoption.Teams.FirstOrDefault(t => t.Id == team) is { } row ? row : adoption.All,
            AdoptionTarget = adoption.Target,
            Coverage = CoverageOf(standing, query, shown),
            Delivered = standing.Score.Deployments.Count(d => d.Delivered > 0 && query.Window.Has(d.At) && (query.Filter.Repository is null || d.Repository == query.Filter.Repository)),
        };
    }

    private static IReadOnlyList<Cell>? Cells(Standing standing, ScoreWindow window, SpendFilter filter) =>
        filter.Team is { } team && standing.Shield.IsSmall(team, window) ? null : PeriodSums.Cells(standing, window, filter);

    private static PeriodSums Sums(Standing standing, ShownSpend shown, IReadOnlyList<Cell>? cells) =>
        PeriodSums.Of(shown.Window, shown.Days, cells, SeriesWeeks.Of(shown.Window, standing.AsOf, standing.Score.Policy.SurvivalDays)).Over(shown, cells);

    private static OverviewBucket Bucket(Standing standing, ScoreWindow bucket, IReadOnlyList<DaySpend> days, IReadOnlyList<Cell>? cells)
    {
        var sums = PeriodSums.Of(bucket, [.. days.Where(d => bucket.Has(d.Day))], cells is null ? null : [.. cells.Where(c => bucket.Has(c.Day))], []);
        var settling = bucket.Until.AddDays(standing.Score.Policy.SurvivalDays) > DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        return new(bucket, sums.Groups, sums.Spend, sums.Nd?.Nd, sums.CostPerNd, sums.Tied, settling);
    }

    private static SpendCoverage CoverageOf(Standing standing, OverviewQuery query, ShownSpend shown)
    {
        const string nothing = "no usage in the window";
        var total = shown.Total;
        var known = query.Filter == SpendFilter.None && shown.LeftOut == 0 ? standing.Spend.ByPerson(query.Window).Sum(p => p.Amount.Tokens) : (long?)null;
        var changed = shown.Days.Where(d => d.Fate is SpendFate.Live or SpendFate.Reverted or SpendFate.Dead or SpendFate.Merged).Sum(d => d.Amount.NanoUsd ?? 0);
        var newest = standing.Spend.Newest().Values;
        return new(
            known is { } tokens ? Figure.Of(tokens, total.Tokens, nothing) : Figure.Unknown("of all usage only"),
            Figure.Of(total.Tokens - total.UnpricedTokens, total.Tokens, nothing),
            shown.Days.Any(d => d.Fate == SpendFate.NotShown) ? Figure.Unknown(PeriodSums.FatesNotShown) : Figure.Of(changed, total.NanoUsd ?? 0, nothing),
            newest.Any() ? newest.Max() : null);
    }
}
