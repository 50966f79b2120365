using Shiprank.Core.Score;

namespace Shiprank.Server.Shell.Queries;

/// <summary>How much time a page looks at.</summary>
public enum Period
{
    Days7,
    Weeks4,
    Weeks12,

    /// <summary>The calendar quarter, up to its end or as-of's day.</summary>
    Quarter,

    /// <summary>52 weeks.</summary>
    Year,

    /// <summary>Days that were named.</summary>
    Own,
}

public enum Versus
{
    /// <summary>As many days, right before.</summary>
    Previous,

    /// <summary>The same days of the week, 52 weeks earlier.</summary>
    Year,
    None,
}

/// <summary>Periods as addresses and people spell them, and their days (UTC, both ends included).</summary>
public static class Periods
{
    public static readonly IReadOnlyList<(Period Period, string Word, string Text)> Offered =
    [
        (Period.Days7, "7d", "7 days"),
        (Period.Weeks4, "4w", "4 weeks"),
        (Period.Weeks12, "12w", "12 weeks"),
        (Period.Quarter, "quarter", "Quarter"),
        (Period.Year, "year", "Year"),
    ];

    public static string Word(Period period) => Offered.First(o => o.Period == period).Word;

    /// <param name="until">The last day, or for a quarter any day of it.</param>
    /// <param name="today">No period goes beyond it.</param>
    public static ScoreWindow Window(Period period, DateOnly until, DateOnly today) => period switch
    {
        Period.Days7 => new(until.AddDays(-6), until),
        Period.Weeks4 => new(until.AddDays(-27), until),
        Period.Quarter => Quarter(until, today),
        Period.Year => new(until.AddDays(-363), until),
        _ => new(until.AddDays(-83), until),
    };

    public static int Days(ScoreWindow window) => window.Until.DayNumber - window.Since.DayNumber + 1;

    /// <summary><c>12 weeks</c>, or days where they are no whole weeks.</summary>
    public static string Length(ScoreWindow window) => Days(window) is var days && days % 7 == 0 && days > 7 ? Figures.Many(days / 7, "week") : Figures.Many(days, "day");

    /// <summary>The days that a period is compared with; null for none.</summary>
    public static ScoreWindow? Compared(Period period, ScoreWindow window, Versus versus) => versus switch
    {
        Versus.None => null,
        Versus.Year => new(window.Since.AddDays(-364), window.Until.AddDays(-364)),
        _ when period == Period.Quarter => new(window.Since.AddMonths(-3), Earlier(window.Since.AddMonths(-3).AddDays(Days(window) - 1), window.Since.AddDays(-1))),
        _ => new(window.Since.AddDays(-Days(window)), window.Since.AddDays(-1)),
    };

    private static ScoreWindow Quarter(DateOnly day, DateOnly today)
    {
        var since = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return new(since, Earlier(since.AddMonths(3).AddDays(-1), today));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
