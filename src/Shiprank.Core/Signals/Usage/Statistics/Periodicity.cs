namespace Shiprank.Core.Signals.Usage.Statistics;

/// <summary>
/// A period in instants, by the Rayleigh statistic, which is the Lomb–Scargle power of a series of points. Whoever works has a period of a day and keeps
/// meetings by the hour, so the period is looked for where the intervals themselves lie close together.
/// </summary>
/// <param name="Seconds">The period.</param>
/// <param name="Concentration">How well the instants keep to one phase of it: 0 not at all, 1 to the second.</param>
/// <param name="FalseAlarm">How likely chance is to show as much at any period that could be looked for.</param>
/// <param name="Events">Instants that were looked at.</param>
public sealed record Periodicity(double Seconds, double Concentration, double FalseAlarm, int Events)
{
    public const int MostEvents = 1024;

    /// <summary>Intervals are close together when none is this many times as long as another.</summary>
    private const double Close = 1.25;

    /// <summary>As many of the intervals have to be.</summary>
    private const double CloseShare = 0.4;

    /// <summary>The shortest and longest period that could be found, seconds.</summary>
    private const double Shortest = 60;
    private const double LongestPeriod = 4 * 3600;

    /// <param name="seconds">Instants in order; the last <see cref="MostEvents"/> count.</param>
    /// <returns>Null: the intervals are too different for a period.</returns>
    public static Periodicity? Of(ReadOnlySpan<long> seconds)
    {
        if (seconds.Length > MostEvents) seconds = seconds[^MostEvents..];
        if (seconds.Length < 8 || Candidate(seconds) is not { } candidate) return null;
        var span = (double)(seconds[^1] - seconds[0]);
        var (best, at) = (0.0, candidate);

        // Finer than a quarter of what the span can tell apart; the candidate is a median, so the period lies near it.
        var step = 1 / (4 * span);
        for (var frequency = 1 / (candidate * 1.05); frequency <= 1 / (candidate * 0.95); frequency += step)
        {
            if (Concentrated(seconds, frequency) is var found && found > best) (best, at) = (found, 1 / frequency);
        }

        return new(at, best, Chance(seconds.Length * best * best, span), seconds.Length);
    }

    /// <summary>How likely the strongest of all independent frequencies has a power of at least this by chance.</summary>
    public static double Chance(double power, double span)
    {
        var frequencies = Math.Max(1, span * ((1 / Shortest) - (1 / LongestPeriod)));
        return power <= 0 ? 1 : 1 - Math.Exp(frequencies * Math.Log(1 - Math.Exp(-power)));
    }

    /// <summary>The median of the intervals that lie closest together; null when too few do.</summary>
    private static double? Candidate(ReadOnlySpan<long> seconds)
    {
        var intervals = new double[seconds.Length - 1];
        for (var i = 0; i < intervals.Length; i++) intervals[i] = seconds[i + 1] - seconds[i];
        Array.Sort(intervals);
        var (most, from, to, low) = (0, 0, 0, 0);
        for (var high = 0; high < intervals.Length; high++)
        {
            while (intervals[high] > intervals[low] * Close) low++;
            if (intervals[low] >= Shortest && intervals[high] <= LongestPeriod && high - low + 1 > most) (most, from, to) = (high - low + 1, low, high);
        }

        return most < CloseShare * intervals.Length ? null : intervals[(from + to) / 2];
    }

    private static double Concentrated(ReadOnlySpan<long> seconds, double frequency)
    {
        var (sin, cos) = (0.0, 0.0);
        foreach (var second in seconds)
        {
            var turns = (second - seconds[0]) * frequency;
            var (s, c) = Math.SinCos(2 * Math.PI * (turns - Math.Floor(turns)));
            (sin, cos) = (sin + s, cos + c);
        }

        return Math.Sqrt((sin * sin) + (cos * cos)) / seconds.Length;
    }
}
