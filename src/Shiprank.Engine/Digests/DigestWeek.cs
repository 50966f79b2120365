using System.Globalization;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Digests;

/// <summary>ISO weeks (ISO 8601) that a digest is about.</summary>
public static class DigestWeek
{
    /// <summary>The last whole week: it is over where the organisation is and, as days of delivery are UTC days, in UTC too.</summary>
    public static ScoreWindow Last(DateTimeOffset now, TimeZoneInfo zone)
    {
        var (here, utc) = (DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), DateOnly.FromDateTime(now.UtcDateTime));
        return Of(IsoWeek.Monday(here < utc ? here : utc).AddDays(-7));
    }

    public static ScoreWindow Of(DateOnly monday) => new(monday, monday.AddDays(6));

    public static ScoreWindow Before(ScoreWindow week) => Of(week.Since.AddDays(-7));

    /// <summary><c>2026-W47</c>; null for anything else.</summary>
    public static ScoreWindow? Parse(string text)
    {
        if (text.Length != 8 || text[4..6] != "-W" || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var week)) return null;
        return year is >= 1990 and <= 9998 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year) ? Of(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))) : null;
    }

    public static string Name(ScoreWindow week)
    {
        var monday = week.Since.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday)}-W{ISOWeek.GetWeekOfYear(monday):00}");
    }

    /// <summary><c>16–22 Nov 2026</c>.</summary>
    public static string Days(ScoreWindow week)
    {
        var (from, to) = (week.Since, week.Until);
        var begin = from.Year != to.Year ? from.ToString("d MMM yyyy", CultureInfo.InvariantCulture) + " – " : from.Month != to.Month ? from.ToString("d MMM", CultureInfo.InvariantCulture) + " – " : $"{from.Day}–";
        return begin + to.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
    }
}
