namespace Shiprank.Core.Money.Chargeback;

/// <summary>Divides money of either sign so that the parts sum to the whole.</summary>
public static class Share
{
    /// <summary>One part a weight, in their order; the units left over go to the largest remainders.</summary>
    /// <param name="weights">At least one, each ≥ 0; all 0: equal parts.</param>
    public static long[] Split(long whole, IReadOnlyList<long> weights)
    {
        if (whole >= 0) return LargestRemainder.Split(whole, weights);
        var parts = LargestRemainder.Split(checked(-whole), weights);
        for (var i = 0; i < parts.Length; i++) parts[i] = -parts[i];
        return parts;
    }

    /// <summary>
    /// Whole cents for amounts in nano-dollars. They sum to the whole, rounded half to even, and no part is more than a cent from its own amount.
    /// </summary>
    public static long[] Cents(IReadOnlyList<long> nano)
    {
        const long Cent = 10_000_000;
        var cents = new long[nano.Count];
        var remainders = new (long Remainder, int Index)[nano.Count];
        long sum = 0, left = 0;
        for (var i = 0; i < cents.Length; i++)
        {
            var (quotient, remainder) = Math.DivRem(nano[i], Cent);
            if (remainder < 0) (quotient, remainder) = (quotient - 1, remainder + Cent);
            cents[i] = quotient;
            remainders[i] = (remainder, i);
            sum = checked(sum + nano[i]);
            left -= quotient;
        }

        left += (long)decimal.Round((decimal)sum / Cent, 0, MidpointRounding.ToEven);
        Array.Sort(remainders, (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Index.CompareTo(b.Index));
        for (var i = 0; i < left; i++) cents[remainders[i].Index]++;
        return cents;
    }
}
