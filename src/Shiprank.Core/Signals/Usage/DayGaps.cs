namespace Shiprank.Core.Signals.Usage;

/// <summary>The longest pause of each day. A night's pause touches the day that it begins in and the day that it ends in, so it counts for both, whatever the time zone.</summary>
public static class DayGaps
{
    private const long Day = 24 * 3600;

    /// <param name="seconds">Instants in order, seconds since the midnight (UTC) at which the window begins.</param>
    /// <param name="days">Days of the window.</param>
    /// <returns>By day; a pause without an end that is known is endless.</returns>
    public static long[] Of(ReadOnlySpan<long> seconds, int days)
    {
        var longest = new long[days];
        if (seconds.IsEmpty)
        {
            Array.Fill(longest, long.MaxValue);
            return longest;
        }

        Touch(longest, 0, seconds[0], long.MaxValue);
        for (var i = 1; i < seconds.Length; i++) Touch(longest, seconds[i - 1], seconds[i], seconds[i] - seconds[i - 1]);
        Touch(longest, seconds[^1], days * Day, long.MaxValue);
        return longest;
    }

    private static void Touch(long[] longest, long from, long to, long gap)
    {
        for (var day = from / Day; day <= to / Day && day < longest.Length; day++) longest[day] = Math.Max(longest[day], gap);
    }
}
