using System.Globalization;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.Tickets;

/// <summary>Times of a CSV export: with a zone of their own, else in the zone of the options.</summary>
internal static class TicketTime
{
    private static readonly string[] local =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",

        // Jira's export, as its settings come.
        "dd/MMM/yy h:mm tt", "d/MMM/yy h:mm tt", "dd/MMM/yyyy h:mm tt",
    ];

    public static DateTimeOffset? Parse(string text, string? format, TimeZoneInfo zone)
    {
        if (format is null && ForgeTime.Parse(text) is { } absolute && HasZone(text)) return absolute;
        if (!DateTime.TryParseExact(text, format is null ? local : [format], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind, out var time)) return null;
        if (time.Kind != DateTimeKind.Unspecified) return new DateTimeOffset(time).ToUniversalTime();

        // An hour that a clock change left out is taken as the hour after it.
        if (zone.IsInvalidTime(time)) time = time.AddHours(1);
        return time.Year is < 2 or > 9998 ? null : new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
    }

    private static bool HasZone(string text) => text.EndsWith('Z') || text.EndsWith("UTC", StringComparison.Ordinal) || text.AsSpan(Math.Max(0, text.Length - 6)).IndexOfAny('+', '-') >= 0 && text.Contains(':');
}
