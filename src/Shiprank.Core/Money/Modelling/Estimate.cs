namespace Shiprank.Core.Money.Modelling;

/// <summary>A figure that is known within bounds. Of a sum of estimates the bounds are summed, as if all of them went one way.</summary>
/// <param name="Lo">≤ <paramref name="Mid"/>.</param>
/// <param name="Hi">≥ <paramref name="Mid"/>.</param>
public readonly record struct Estimate(decimal Lo, decimal Mid, decimal Hi)
{
    public static readonly Estimate One = Exactly(1);

    public bool IsExact => Lo == Hi;

    public static Estimate Exactly(decimal value) => new(value, value, value);

    /// <summary>Its middle is the mean of the bounds.</summary>
    public static Estimate Between(decimal lo, decimal hi) => new(lo, (lo + hi) / 2, hi);

    public static Estimate operator +(Estimate a, Estimate b) => new(a.Lo + b.Lo, a.Mid + b.Mid, a.Hi + b.Hi);

    public static Estimate Sum(IEnumerable<Estimate> parts) => parts.Aggregate(default(Estimate), (sum, part) => sum + part);

    /// <summary>The values at which a function that is linear in this one can be least or most.</summary>
    internal ReadOnlySpan<decimal> Ends => IsExact ? new[] { Lo } : [Lo, Hi];
}
