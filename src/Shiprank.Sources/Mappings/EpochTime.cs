using System.Globalization;

namespace Shiprank.Sources.Mappings;

/// <summary>Unit of a time that is written as a number since 1970: <c>s</c>, <c>ms</c>, <c>us</c>, <c>ns</c>.</summary>
internal enum EpochUnit
{
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

internal static class EpochTime
{
    /// <returns>ISO 8601 in UTC; null when the number is none or names no time that there is.</returns>
    public static string? Iso(string number, EpochUnit unit)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return null;
        var ticks = unit switch
        {
            EpochUnit.Seconds => (decimal)value * TimeSpan.TicksPerSecond,
            EpochUnit.Milliseconds => (decimal)value * TimeSpan.TicksPerMillisecond,
            EpochUnit.Microseconds => (decimal)value * TimeSpan.TicksPerMicrosecond,
            _ => decimal.Floor((decimal)value / TimeSpan.NanosecondsPerTick),
        };
        return ticks <= (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks
            ? DateTimeOffset.UnixEpoch.AddTicks((long)ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
            : null;
    }
}
