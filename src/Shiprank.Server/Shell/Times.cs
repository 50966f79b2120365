using System.Globalization;

namespace Shiprank.Server.Shell;

/// <summary>Days and times as pages write them, in the organisation's zone; a year only when it is not this one.</summary>
public static class Times
{
    private const char Space = Figures.Space;

    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    /// <summary><c>21 h</c>, <c>1 d 7 h</c>, <c>35 min</c>; below a minute <c>12 s</c>.</summary>
    public static string Duration(TimeSpan time) => time.Duration() switch
    {
        { TotalSeconds: < 60 } t => $"{(int)t.TotalSeconds}{Space}s",
        { TotalMinutes: < 60 } t => $"{(int)t.TotalMinutes}{Space}min",
        { TotalHours: < 24 } t => $"{(int)t.TotalHours}{Space}h",
        { TotalDays: < 10, Hours: > 0 } t => $"{(int)t.TotalDays}{Space}d{Space}{t.Hours}{Space}h",
        var t => $"{(int)t.TotalDays}{Space}d",
    };

    /// <summary><c>4 min ago</c> below a day, then <c>14 Nov, 07:10</c>; null: <c>never</c>.</summary>
    public static string Ago(DateTimeOffset? at, DateTimeOffset now, TimeZoneInfo zone) => at switch
    {
        null => "never",
        { } time when time <= now && now - time < TimeSpan.FromMinutes(1) => "just now",
        { } time when time <= now && now - time < TimeSpan.FromDays(1) => $"{Duration(now - time)}{Space}ago",
        { } time => At(time, now, zone),
    };

    /// <summary><c>14 Nov, 07:10</c>.</summary>
    public static string At(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return $"{Day(DateOnly.FromDateTime(local.DateTime), TimeZoneInfo.ConvertTime(now, zone).Year)}, {local.ToString("HH:mm", invariant)}";
    }

    /// <summary><c>14 Nov</c>, or <c>14 Nov 2025</c> when that is not the year that is thought of.</summary>
    public static string Day(DateOnly day, int year) => day.Year == year ? Short(day) : $"{Short(day)}{Space}{day.Year.ToString(invariant)}";

    /// <summary><c>24 Aug – 15 Nov 2026</c>.</summary>
    public static string Days(DateOnly since, DateOnly until) => since == until
        ? Day(since, 0)
        : $"{(since.Year == until.Year ? Short(since) : Day(since, 0))} – {Day(until, 0)}";

    /// <summary>For <c>&lt;time datetime&gt;</c>.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", invariant);

    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", invariant);

    private static string Short(DateOnly day) => day.ToString($"d'{Space}'MMM", invariant);
}
