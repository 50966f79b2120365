using System.Globalization;

namespace Shiprank.Sources.Git;

/// <summary>Seconds since 1970 as git prints them. A time that no calendar has (a broken commit) is moved to the nearest one.</summary>
internal static class GitTime
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Null when there is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (text.Length == 0) return null;
        var seconds = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : 0;
        return DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, First, Last));
    }
}
