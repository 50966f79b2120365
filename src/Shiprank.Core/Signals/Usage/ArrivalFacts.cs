using Shiprank.Core.Signals.Usage.Statistics;

namespace Shiprank.Core.Signals.Usage;

/// <summary>When things came, one after the other, in numbers.</summary>
/// <param name="Intervals">How many were looked at: the last ones, without pauses.</param>
/// <param name="MeanSeconds">Of the intervals.</param>
/// <param name="Burstiness">−1 a clock, 0 chance, 1 bursts (<see cref="Statistics.Burstiness"/>).</param>
/// <param name="Entropy">Corrected conditional entropy of the intervals' octaves, nats.</param>
/// <param name="Days">Days that had any of them.</param>
/// <param name="Period">Null: none was found.</param>
public sealed record ArrivalFacts(int Intervals, double MeanSeconds, double Burstiness, double Entropy, int Days, Periodicity? Period)
{
    /// <summary>Intervals that are looked at.</summary>
    public const int Most = 2048;

    /// <summary>An interval of this many seconds or more is a pause, and says nothing about how regular the work is.</summary>
    public const long Pause = 4 * 3600;

    /// <summary>What comes after as many seconds of nothing was set off anew.</summary>
    public const long Rest = 60;

    public static readonly ArrivalFacts None = new(0, 0, 0, 0, 0, null);

    /// <param name="seconds">Instants in order, seconds since any moment that is a midnight UTC.</param>
    public static ArrivalFacts Of(ReadOnlySpan<long> seconds)
    {
        if (seconds.Length > Most + 1) seconds = seconds[^(Most + 1)..];
        var (intervals, octaves) = (new List<double>(seconds.Length), new List<byte>(seconds.Length));
        for (var i = 1; i < seconds.Length; i++)
        {
            var interval = seconds[i] - seconds[i - 1];
            if (interval >= Pause) continue;
            intervals.Add(interval);
            octaves.Add((byte)Math.Min(15, interval <= 1 ? 0 : (int)Math.Log2(interval)));
        }

        if (intervals.Count == 0) return None;
        var days = 1;
        for (var i = 1; i < seconds.Length; i++) days += seconds[i] / 86400 != seconds[i - 1] / 86400 ? 1 : 0;
        return new(
            intervals.Count, intervals.Sum() / intervals.Count, Statistics.Burstiness.Of(intervals.ToArray()), ConditionalEntropy.Corrected(octaves.ToArray()), days, Periodicity.Of(seconds));
    }

    /// <summary>Those instants that come after a rest.</summary>
    /// <param name="most">The last ones of them; enough is known from these.</param>
    public static long[] Starts(ReadOnlySpan<long> seconds, int most = Most + 1)
    {
        var starts = new List<long>();
        for (var i = seconds.Length - 1; i >= 0 && starts.Count < most; i--)
        {
            if (i == 0 || seconds[i] - seconds[i - 1] > Rest) starts.Add(seconds[i]);
        }

        starts.Reverse();
        return [.. starts];
    }
}
