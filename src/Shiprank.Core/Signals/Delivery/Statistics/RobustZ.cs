namespace Shiprank.Core.Signals.Delivery.Statistics;

/// <summary>
/// How far a value lies from those of others, by their median and spread: 0.6745 · (x − median) / MAD (Iglewicz and Hoaglin 1993). Where more than half
/// of them are alike the MAD is 0: then (x − median) / (1.2533 · mean absolute deviation), and 0 when all are alike and x too.
/// </summary>
internal static class RobustZ
{
    /// <param name="value">Whose place is asked for.</param>
    /// <param name="others">The values of the others; its own may be among them.</param>
    /// <returns>Positive infinity for a value above others that are all alike.</returns>
    public static double Of(double value, IReadOnlyCollection<double> others)
    {
        var median = Medians.Median(others);
        if (value == median) return 0;
        var spread = Medians.Median(others.Select(o => Math.Abs(o - median)));
        if (spread > 0) return 0.6745 * (value - median) / spread;
        // In order of size, so that the order of the values can't change the last bits.
        var mean = others.Select(o => Math.Abs(o - median)).Order().Sum() / Math.Max(1, others.Count);
        return mean > 0 ? (value - median) / (1.2533 * mean) : value > median ? double.PositiveInfinity : double.NegativeInfinity;
    }
}
