using System.Globalization;

namespace Shiprank.Sources.Git.Histories;

/// <summary>
/// Seconds since 1970 as git prints them. A time that no calendar has (a broken commit) is moved to the nearest one; the last millennium that a
/// calendar knows is left free, for the spans that are counted from a time on.
/// </summary>
internal static class GitTime
{
    private static readonly long Last = new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>Null when there is none.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var sign = text is ['-', ..];
        var digits = sign ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) return null;
        if (sign) return DateTimeOffset.UnixEpoch;
        return DateTimeOffset.FromUnixTimeSeconds(long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, Last) : Last);
    }
}
