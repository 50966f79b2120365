using MathNet.Numerics.Statistics;

namespace Shiprank.Core.Signals.Usage.Statistics;

/// <summary>Where values lie and how far apart, in a way that a few odd ones don't move: median and median absolute deviation (Iglewicz and Hoaglin, 1993).</summary>
/// <param name="MeanDeviation">Mean absolute deviation from the median: what counts when more than half of the values are the same.</param>
public readonly record struct Spread(int Count, double Median, double Mad, double MeanDeviation)
{
    /// <summary>Makes the MAD of normal values their standard deviation, the other way round.</summary>
    private const double Normal = 0.6745;

    /// <summary>Makes the mean absolute deviation of normal values their standard deviation.</summary>
    private const double NormalMean = 1.2533;

    public static Spread Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0) return default;
        var median = all.Median();
        for (var i = 0; i < all.Length; i++) all[i] = Math.Abs(all[i] - median);

        // Ordered, for a sum does not depend on the order of what it adds up only then.
        Array.Sort(all);
        return new(all.Length, median, all.Median(), all.Sum() / all.Length);
    }

    /// <summary>The modified z of a value; 0 where all values are the same.</summary>
    public double Z(double value) =>
        Mad > 0 ? Normal * (value - Median) / Mad
        : MeanDeviation > 0 ? (value - Median) / (NormalMean * MeanDeviation)
        : 0;
}
