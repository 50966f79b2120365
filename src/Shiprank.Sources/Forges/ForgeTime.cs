using System.Globalization;

namespace Shiprank.Sources.Forges;

/// <summary>Times as forges write them: ISO 8601, GitLab's <c>2021-04-28 21:50:00 +0200</c> and <c>2016-08-12 15:23:28 UTC</c>, seconds since 1970.</summary>
internal static class ForgeTime
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
    ];

    /// <returns>Null for what is no time, or one before 1970.</returns>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Utc, out var time) && time >= DateTimeOffset.UnixEpoch ? time : null;

    public static DateTimeOffset? OfSeconds(long seconds) =>
        seconds is >= 0 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
