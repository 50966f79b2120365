namespace Shiprank.Core.Money.Budgets;

/// <summary>Location and spread that a few wild values don't move.</summary>
public static class Robust
{
    /// <summary>Makes the median absolute deviation of a normal distribution its standard deviation.</summary>
    public const decimal Normal = 1.4826m;

    /// <summary>Of an even number of values the mean of the middle two.</summary>
    /// <param name="values">At least one.</param>
    public static decimal Median(IEnumerable<decimal> values)
    {
        decimal[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median distance from the median, as it is (not scaled).</summary>
    public static decimal Mad(IReadOnlyCollection<decimal> values)
    {
        var median = Median(values);
        return Median(values.Select(v => Math.Abs(v - median)));
    }

    /// <summary>Quantile at rank p · (n + 1), between neighbours in proportion, never outside the values (Hyndman and Fan 1996, definition 6).</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    public static decimal Quantile(IReadOnlyList<decimal> sorted, decimal p)
    {
        var rank = (p * (sorted.Count + 1)) - 1;
        if (rank <= 0) return sorted[0];
        if (rank >= sorted.Count - 1) return sorted[^1];
        var below = (int)rank;
        return sorted[below] + ((rank - below) * (sorted[below + 1] - sorted[below]));
    }
}
