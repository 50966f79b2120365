using System.Globalization;

namespace Shiprank.Engine;

/// <summary>Times, days, zones and spans as people write them, in options and in addresses alike. What can't be read is null.</summary>
public static class Moments
{
    /// <summary>Years that a time or a day may lie in: no tool was metered before them, and spans can be counted from both ends.</summary>
    public const int FirstYear = 1970;
    public const int LastYear = 8999;

    public const int MostWeeks = 520;

    public static bool IsInRange(int year) => year is >= FirstYear and <= LastYear;

    /// <summary>An ISO time with any offset (none: UTC), or a day, which means its last moment in UTC.</summary>
    public static DateTimeOffset? Instant(string text) =>
        Day(text) is { } day ? new DateTimeOffset(day, TimeOnly.MaxValue, TimeSpan.Zero)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && text.Contains('T') ? time : null;

    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeZoneInfo? Zone(string name) =>
        name is "local" ? TimeZoneInfo.Local
        : name is "UTC" or "Z" ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>A number of weeks: <c>12w</c>.</summary>
    public static int? Weeks(string text) =>
        text.EndsWith('w') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) && weeks is > 0 and <= MostWeeks ? weeks : null;
}
