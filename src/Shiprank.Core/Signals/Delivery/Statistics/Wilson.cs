namespace Shiprank.Core.Signals.Delivery.Statistics;

/// <summary>Bounds of a proportion by Wilson's score interval: they stay within 0 and 1, and few trials give wide ones.</summary>
internal static class Wilson
{
    /// <summary>z of the two-sided 95 % interval of a normal, as tables print it.</summary>
    public const double Z95 = 1.96;

    public static double Lower(int hits, int trials, double z = Z95) => trials == 0 ? 0 : Math.Max(0, Bound(hits, trials, -z));

    public static double Upper(int hits, int trials, double z = Z95) => trials == 0 ? 1 : Math.Min(1, Bound(hits, trials, z));

    private static double Bound(int hits, int trials, double z)
    {
        var (n, p, square) = ((double)trials, (double)hits / trials, z * z);
        return (p + (square / (2 * n)) + (z * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n))))) / (1 + (square / n));
    }
}
