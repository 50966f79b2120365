using Shiprank.Core.Score;

namespace Shiprank.Core.Money.Budgets;

/// <summary>A forecast that was made as if its weeks had not been yet, beside what they then were.</summary>
/// <param name="Origin">The last day that it knew.</param>
/// <param name="SameWeekday">Forecast that repeats the last week, weekday by weekday.</param>
/// <param name="RunRate">Forecast by the mean day of the last four weeks.</param>
public readonly record struct HeldOut(DateOnly Origin, int Weeks, decimal Actual, decimal Model, decimal SameWeekday, decimal RunRate);

/// <summary>Mean absolute percentage errors (as parts of one) over held-out weeks; null where none could be held out.</summary>
/// <param name="Counted">Origins with something used in the held-out weeks.</param>
/// <param name="Empty">Origins without: there is no percentage of 0, they are in no error.</param>
public readonly record struct BacktestErrors(int Weeks, int Counted, int Empty, decimal? Model, decimal? SameWeekday, decimal? RunRate)
{
    /// <summary>True when no naive forecast was better.</summary>
    public bool Holds => Model is { } own && own <= SameWeekday && own <= RunRate;
}

/// <summary>How good forecasts of a series would have been: each origin knows nothing later than its day.</summary>
public sealed class Backtest
{
    /// <summary>Weeks of history that a forecast needs before it is held to account.</summary>
    public const int FewestWeeks = 4;

    /// <summary>Origins, one a week, counted back from the end.</summary>
    public const int MostOrigins = 26;

    private readonly Dictionary<int, IReadOnlyList<HeldOut>> byWeeks = [];

    private Backtest(DaySeries series, int mostWeeks)
    {
        for (var weeks = 1; weeks <= mostWeeks; weeks++) byWeeks[weeks] = [.. Origins(series, weeks).Select(o => Hold(series, o, weeks))];
    }

    /// <param name="series">Whole days alone, from the first that is known.</param>
    /// <param name="mostWeeks">The longest horizon.</param>
    public static Backtest Of(DaySeries series, int mostWeeks) => new(series, mostWeeks);

    /// <summary>In time; empty where the history is too short.</summary>
    public IReadOnlyList<HeldOut> Held(int weeks) => byWeeks.GetValueOrDefault(weeks, []);

    public BacktestErrors Errors(int weeks)
    {
        var held = Held(weeks);
        var counted = held.Where(h => h.Actual > 0).ToList();
        decimal? Mean(Func<HeldOut, decimal> forecast) => counted.Count == 0 ? null : counted.Average(h => Math.Abs(forecast(h) - h.Actual) / h.Actual);
        return new(weeks, counted.Count, held.Count - counted.Count, Mean(h => h.Model), Mean(h => h.SameWeekday), Mean(h => h.RunRate));
    }

    private static IEnumerable<DateOnly> Origins(DaySeries series, int weeks)
    {
        var latest = series.Until.AddDays(-7 * weeks);
        var earliest = series.From.AddDays((7 * FewestWeeks) - 1);
        for (var i = MostOrigins - 1; i >= 0; i--)
        {
            if (latest.AddDays(-7 * i) is var origin && origin >= earliest) yield return origin;
        }
    }

    private static HeldOut Hold(DaySeries series, DateOnly origin, int weeks)
    {
        var known = series.Through(origin);
        var model = WeekdayModel.Fit(known)!;
        return new(
            origin, weeks,
            series.Sum(new(origin.AddDays(1), origin.AddDays(7 * weeks))),
            model.Sum(7 * weeks),
            weeks * known.Sum(new(origin.AddDays(-6), origin)),
            weeks * known.Sum(new(origin.AddDays(-27), origin)) / 4);
    }
}
