namespace Shiprank.Core.Signals.Usage.Statistics;

/// <summary>B = (σ − μ) ÷ (σ + μ) of intervals (Goh and Barabási, 2008): −1 for a clock, 0 for chance, towards 1 for bursts and pauses.</summary>
public static class Burstiness
{
    /// <returns>0 without intervals, as for chance.</returns>
    public static double Of(ReadOnlySpan<double> intervals)
    {
        if (intervals.IsEmpty) return 0;
        var (sum, squares) = (0.0, 0.0);
        foreach (var interval in intervals) sum += interval;
        var mean = sum / intervals.Length;
        foreach (var interval in intervals) squares += (interval - mean) * (interval - mean);
        var deviation = Math.Sqrt(squares / intervals.Length);
        return deviation + mean == 0 ? 0 : (deviation - mean) / (deviation + mean);
    }
}
