using Shiprank.Core.Score;

namespace Shiprank.Engine.Proof.World;

/// <summary>
/// When everything happens. Nobody is ranked by the last 30 days, so they hold only what becomes of earlier work; before the ranked weeks lies one
/// of run-in.
/// </summary>
internal static class Calendar
{
    private const int WorkDays = 5;

    /// <summary>A Sunday's end.</summary>
    public static readonly DateTimeOffset AsOf = new(2026, 6, 28, 23, 0, 0, TimeSpan.Zero);

    public static readonly ScoreWindow Window = ScoreWindow.Weeks(12, AsOf);

    /// <summary>First day of the first ranked week, a Monday.</summary>
    public static readonly DateOnly Ranked = new(2026, 4, 6);

    /// <summary>First day of work.</summary>
    public static readonly DateOnly First = Ranked.AddDays(-7);

    /// <summary>Whole weeks that are final at as-of.</summary>
    public const int RankedWeeks = 7;

    /// <summary>The day after the last ranked week.</summary>
    public static readonly DateOnly End = Ranked.AddDays(7 * RankedWeeks);

    public static readonly IReadOnlyList<DateOnly> RankedWorkDays = [.. Enumerable.Range(0, RankedWeeks * 7).Select(Ranked.AddDays).Where(IsWorkDay)];

    public static bool IsWorkDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public static bool IsRanked(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime) is var day && day >= Ranked && day < End;

    /// <summary>The moment of a day.</summary>
    public static DateTimeOffset At(DateOnly day, double hour) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddSeconds(Math.Round(hour * 3600));

    /// <summary>Working days for so many actions, spread evenly over the ranked weeks; more than one a day only when there are more than days.</summary>
    public static IEnumerable<DateOnly> Spread(int actions)
    {
        var days = RankedWeeks * WorkDays;
        for (var i = 0; i < actions; i++) yield return RankedWorkDays[actions <= days ? (int)((long)i * days / actions) : i % days];
    }
}
