namespace Shiprank.Core.Money;

/// <summary>Splits whole units so that the parts always sum to the whole.</summary>
public static class LargestRemainder
{
    /// <summary>
    /// Each part is its share rounded down; the units left over go one by one to the largest remainders, to the earlier of equal ones.
    /// The result does not depend on anything but the arguments.
    /// </summary>
    /// <param name="whole">≥ 0.</param>
    /// <param name="weights">At least one, each ≥ 0; all 0: equal parts.</param>
    public static long[] Split(long whole, IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(whole);
        if (weights.Count == 0) throw new ArgumentException("nothing to split over", nameof(weights));
        Int128 total = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            total += weight;
        }

        var equal = total == 0;
        if (equal) total = weights.Count;
        var parts = new long[weights.Count];
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        var left = whole;
        for (var i = 0; i < parts.Length; i++)
        {
            var share = (Int128)whole * (equal ? 1 : weights[i]);
            parts[i] = (long)(share / total);
            remainders[i] = (share % total, i);
            left -= parts[i];
        }

        Array.Sort(remainders, (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Index.CompareTo(b.Index));
        for (var i = 0; i < left; i++) parts[remainders[i].Index]++;
        return parts;
    }
}
