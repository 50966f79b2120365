namespace Shiprank.Core.Money;

/// <summary>
/// Exact amounts as they are stored: whole nano-units (10⁻⁹) of USD, of credits or of a score in a bigint. Rounded once, half to even, so
/// that a sum of many rows has no drift.
/// </summary>
public static class Nano
{
    private const decimal PerUnit = 1_000_000_000m;

    /// <exception cref="OverflowException">The amount leaves the range of a bigint (about 9.2 thousand million).</exception>
    public static long Of(decimal amount) => decimal.ToInt64(decimal.Round(amount * PerUnit, 0, MidpointRounding.ToEven));

    public static long? Of(decimal? amount) => amount is { } known ? Of(known) : null;

    public static decimal Units(long nano) => nano / PerUnit;

    public static decimal? Units(long? nano) => nano is { } known ? Units(known) : null;
}
