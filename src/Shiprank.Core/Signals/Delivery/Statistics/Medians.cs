namespace Shiprank.Core.Signals.Delivery.Statistics;

internal static class Medians
{
    /// <summary>The middle of the values, of an even number the mean of the two; 0 of none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) return 0;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
