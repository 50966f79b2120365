using Shiprank.Core.Score;

namespace Shiprank.Core.Money.Budgets;

/// <summary>What will have been used by the end of a day of the period.</summary>
/// <param name="Lo">With <paramref name="Hi"/> a band that holds four of five; null where too few weeks could be held out.</param>
public readonly record struct ForecastDay(DateOnly Day, decimal Mid, decimal? Lo, decimal? Hi);

/// <summary>What a period will have used, day by day until its end.</summary>
/// <param name="ByRunRate">The history is shorter than the model needs: the mean of its days goes on, and there is no band.</param>
/// <param name="Origins">Forecasts that the band is from, at the horizon of its last day.</param>
public sealed record SpanForecast(IReadOnlyList<ForecastDay> Days, bool ByRunRate, int Origins)
{
    /// <summary>Fewest held-out windows, none of which overlaps another, that a band is drawn from.</summary>
    public const int FewestForBand = 5;

    private const decimal Tail = 0.1m;

    public ForecastDay? Last => Days.Count > 0 ? Days[^1] : null;

    /// <param name="series">As far back as it is known; its last day is the last that counts as used.</param>
    /// <param name="span">The period that its last day is in.</param>
    /// <param name="whole">The last day is over. One that goes on is used so far, and may use what its weekday usually does.</param>
    /// <returns>Null when nothing was ever used.</returns>
    public static SpanForecast? Of(DaySeries series, ScoreWindow span, bool whole, Backtest backtest)
    {
        var today = series.Until;
        var history = (whole ? series : series.Through(today.AddDays(-1))).Begun();
        if (history.Amounts.Count == 0) return null;
        var model = WeekdayModel.Fit(history);
        var mean = history.Amounts.Average();
        decimal Expected(DateOnly day) => model?.Day(day) ?? mean;

        var used = series.Sum(new(span.Since, today));
        var rest = whole ? 0 : Math.Max(0, Expected(today) - series.At(today));
        var band = model is null ? null : ForecastBand.Of(model, backtest);
        List<ForecastDay> days = [];
        var (mid, lo, hi) = (used + rest, used, used + rest);
        for (var day = today.AddDays(1); day <= span.Until; day = day.AddDays(1))
        {
            mid += Expected(day);
            if (band?.At(day.DayNumber - history.Until.DayNumber) is { } spread)
            {
                (lo, hi) = (Math.Max(lo, mid + spread.Lo), Math.Max(hi, mid + spread.Hi));
                days.Add(new(day, mid, Math.Min(lo, mid), Math.Max(hi, mid)));
            }
            else
            {
                days.Add(new(day, mid, null, null));
            }
        }

        return new(days, model is null, band?.OriginsAt(span.Until.DayNumber - history.Until.DayNumber) ?? 0);
    }

    /// <summary>Errors of held-out forecasts by horizon, as amounts around the forecast.</summary>
    private sealed class ForecastBand
    {
        private readonly List<(decimal Lo, decimal Hi, int Origins)> weeks = [(0, 0, 0)];
        private readonly WeekdayModel model;

        private ForecastBand(WeekdayModel model, Backtest backtest)
        {
            this.model = model;
            for (var week = 1; ; week++)
            {
                decimal[] errors = [.. backtest.Held(week).Where(h => h.Model > 0).Select(h => (h.Actual - h.Model) / h.Model).Order()];

                // Windows begin a week apart: of long ones many tell of the same weeks, and a band from those would be too narrow.
                if ((errors.Length + week - 1) / week < FewestForBand || errors.Length == 0) break;
                weeks.Add((Math.Min(0, Robust.Quantile(errors, Tail)), Math.Max(0, Robust.Quantile(errors, 1 - Tail)), errors.Length));
            }
        }

        public static ForecastBand? Of(WeekdayModel model, Backtest backtest)
        {
            var band = new ForecastBand(model, backtest);
            return band.weeks.Count > 1 ? band : null;
        }

        public int OriginsAt(int days) => weeks[Math.Clamp((days + 6) / 7, 1, weeks.Count - 1)].Origins;

        /// <summary>Between whole weeks in proportion; beyond the longest horizon that has windows enough, by that one's relative errors.</summary>
        public (decimal Lo, decimal Hi) At(int days)
        {
            var (below, part) = (days / 7, days % 7 / 7m);
            var (a, b) = (AtWeek(below), AtWeek(below + 1));
            return (a.Lo + (part * (b.Lo - a.Lo)), a.Hi + (part * (b.Hi - a.Hi)));
        }

        private (decimal Lo, decimal Hi) AtWeek(int week)
        {
            var (lo, hi, _) = weeks[Math.Min(week, weeks.Count - 1)];
            var forecast = model.Sum(7 * week);
            return (lo * forecast, hi * forecast);
        }
    }
}
