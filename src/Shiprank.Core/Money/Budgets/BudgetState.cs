using Shiprank.Core.Score;

namespace Shiprank.Core.Money.Budgets;

public enum BudgetOutlook
{
    /// <summary>Nothing was ever used, so nothing can be said.</summary>
    Unknown,

    /// <summary>Even the upper end of the band stays inside (or there is no band, and the forecast does).</summary>
    Lasts,

    /// <summary>The forecast stays inside, the upper end of its band does not.</summary>
    MayRunOut,

    /// <summary>The forecast reaches the amount before the period ends.</summary>
    RunsOut,

    /// <summary>The amount is used.</summary>
    Spent,
}

/// <param name="Day">The day on which the use of the period reached it.</param>
public readonly record struct BudgetCrossing(decimal Threshold, DateOnly Day);

/// <summary>How a budget stands in the period that a day is in.</summary>
/// <param name="Through">The last day that counts as used.</param>
/// <param name="Unpriced">Responses of the period that have no price: what is used is at least <paramref name="Used"/> then.</param>
/// <param name="Daily">The use of the period, day by day up to <paramref name="Through"/>.</param>
/// <param name="EndsOn">The day on which the amount was or will be used up; null: not in this period.</param>
/// <param name="Earliest">The same by the upper end of the band.</param>
/// <param name="Latest">By its lower end; null: not in this period.</param>
public sealed record BudgetState(
    Budget Budget, ScoreWindow Span, DateOnly Through, decimal Used, long Unpriced, DaySeries Daily, IReadOnlyList<BudgetCrossing> Crossed, SpanForecast? Forecast,
    BudgetOutlook Outlook, DateOnly? EndsOn, DateOnly? Earliest, DateOnly? Latest)
{
    /// <summary>Below 0 when more is used than the amount.</summary>
    public decimal Left => Budget.Amount - Used;

    public decimal Share => Used / Budget.Amount;

    /// <summary>At the period's end; what is used where the period is over with this day; null: not known.</summary>
    public decimal? Expected => Forecast is null ? null : Forecast.Last?.Mid ?? Used;

    /// <param name="series">Of the budget's scope and unit, from as far back as known up to the day that counts as used last.</param>
    /// <param name="whole">That day is over.</param>
    /// <returns>Null when the budget has no period on that day.</returns>
    public static BudgetState? Of(Budget budget, DaySeries series, bool whole, long unpriced, Backtest backtest)
    {
        if (budget.SpanAt(series.Until) is not { } span) return null;
        var daily = DaySeries.Of(new(span.Since, series.Until), series.Amounts.Select((a, i) => (series.From.AddDays(i), a)));
        var (used, crossed) = (0m, new List<BudgetCrossing>());
        DateOnly? spent = null;
        for (var i = 0; i < daily.Amounts.Count; i++)
        {
            used += daily.Amounts[i];
            foreach (var threshold in budget.Thresholds.Where(t => used >= t * budget.Amount && crossed.TrueForAll(c => c.Threshold != t))) crossed.Add(new(threshold, daily.From.AddDays(i)));
            if (used >= budget.Amount) spent ??= daily.From.AddDays(i);
        }

        var forecast = SpanForecast.Of(series, span, whole, backtest);
        var (runsOut, earliest, latest) = (Reached(forecast, budget.Amount, d => d.Mid), Reached(forecast, budget.Amount, d => d.Hi), Reached(forecast, budget.Amount, d => d.Lo));
        var outlook = spent is not null ? BudgetOutlook.Spent : forecast is null ? BudgetOutlook.Unknown : runsOut is not null ? BudgetOutlook.RunsOut : earliest is not null ? BudgetOutlook.MayRunOut : BudgetOutlook.Lasts;
        return new(budget, span, series.Until, used, unpriced, daily, crossed, forecast, outlook, spent ?? runsOut, spent ?? earliest, spent ?? latest);
    }

    private static DateOnly? Reached(SpanForecast? forecast, decimal amount, Func<ForecastDay, decimal?> line)
    {
        foreach (var day in forecast?.Days ?? [])
        {
            // Sums of parts of weeks end a digit beside the amount; a millionth of a unit decides no day.
            if (line(day) is { } value && decimal.Round(value, 6) >= amount) return day.Day;
        }

        return null;
    }
}
