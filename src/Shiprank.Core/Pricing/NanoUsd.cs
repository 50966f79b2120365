namespace Shiprank.Core.Pricing;

/// <summary>Money as stored: whole nano-units (10⁻⁹) in a bigint. Rounded once, half to even, so that a sum of many rows has no drift.</summary>
public static class NanoUsd
{
    private const decimal PerUnit = 1_000_000_000m;

    /// <exception cref="OverflowException">The amount leaves the range of a bigint (about 9.2 thousand million).</exception>
    public static long From(decimal amount) => decimal.ToInt64(decimal.Round(amount * PerUnit, 0, MidpointRounding.ToEven));

    public static decimal ToDecimal(long nano) => nano / PerUnit;
}
