namespace Shiprank.Core.Money.Budgets;

/// <summary>
/// What the coming days will use: the level of the last weeks, its trend where it is plain, and each weekday's part of a week. Weeks are blocks of seven
/// days that end with the last known day, so that no day is left over.
/// </summary>
/// <remarks>
/// Level: the mean of the weeks' totals, each cut to within three spreads (median absolute deviation × 1.4826) of their median: a single wild week
/// weighs, but not more than that. Trend: the median of the slopes between all pairs of weeks (Theil and Sen), taken only from four weeks on and where
/// four fifths of the slopes agree in sign, and damped by 0.8 a week ahead: no trend goes on for ever. A total is never below 0.
/// </remarks>
public sealed class WeekdayModel
{
    /// <summary>Weeks that it looks back.</summary>
    public const int Weeks = 8;

    public const int FewestWeeks = 2;

    private const int FewestForTrend = 4;
    private const decimal Agreement = 0.8m;
    private const decimal Damping = 0.8m;

    private readonly DateOnly last;
    private readonly decimal level;
    private readonly decimal slope;
    private readonly decimal[] parts = new decimal[7];

    private WeekdayModel(DaySeries history)
    {
        last = history.Until;
        var weeks = Math.Min(Weeks, history.Amounts.Count / 7);
        var days = history.Amounts.Skip(history.Amounts.Count - (7 * weeks)).ToList();
        decimal[] totals = [.. days.Chunk(7).Select(w => w.Sum())];
        slope = Trend(totals);
        level = Level([.. totals.Select((t, i) => t + (slope * (weeks - 1 - i)))]);
        var all = totals.Sum();
        for (var i = 0; i < days.Count; i++) parts[i % 7] += all == 0 ? 1m / days.Count : days[i] / all;
    }

    /// <returns>Null with fewer than <see cref="FewestWeeks"/> weeks of history.</returns>
    public static WeekdayModel? Fit(DaySeries history) => history.Amounts.Count < 7 * FewestWeeks ? null : new(history);

    /// <summary>The amount of one day after the last known one.</summary>
    public decimal Day(DateOnly day)
    {
        var ahead = day.DayNumber - last.DayNumber;
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1, nameof(day));
        return Week((ahead - 1) / 7) * parts[(ahead - 1) % 7];
    }

    /// <summary>The sum of the next days.</summary>
    public decimal Sum(int days)
    {
        var sum = 0m;
        for (var ahead = 1; ahead <= days; ahead++) sum += Day(last.AddDays(ahead));
        return sum;
    }

    /// <param name="index">0: the week that begins after the last known day.</param>
    private decimal Week(int index)
    {
        var (rise, step) = (0m, 1m);
        for (var i = 0; i <= index && step > 0.000_001m; i++)
        {
            step *= Damping;
            rise += step;
        }

        return Math.Max(0, level + (slope * rise));
    }

    private static decimal Level(IReadOnlyCollection<decimal> totals)
    {
        var median = Robust.Median(totals);
        var most = 3 * Robust.Normal * Robust.Mad(totals);
        return most == 0 ? totals.Average() : totals.Average(t => Math.Clamp(t, median - most, median + most));
    }

    private static decimal Trend(decimal[] totals)
    {
        if (totals.Length < FewestForTrend) return 0;
        List<decimal> slopes = [];
        for (var i = 0; i < totals.Length; i++)
        {
            for (var j = i + 1; j < totals.Length; j++) slopes.Add((totals[j] - totals[i]) / (j - i));
        }

        var agreeing = Math.Max(slopes.Count(s => s > 0), slopes.Count(s => s < 0));
        return agreeing >= Agreement * slopes.Count ? Robust.Median(slopes) : 0;
    }
}
