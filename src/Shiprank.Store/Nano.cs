namespace Shiprank.Store;

/// <summary>Exact amounts as the store keeps them: whole nano-units (10⁻⁹) of USD, of credits, or of a score.</summary>
public static class Nano
{
    private const decimal One = 1_000_000_000m;

    /// <summary>Rounded to the nearest nano-unit, half to even.</summary>
    /// <exception cref="OverflowException">More than 9.2 · 10⁹ units.</exception>
    public static long Of(decimal amount) => (long)decimal.Round(amount * One, MidpointRounding.ToEven);

    public static long? Of(decimal? amount) => amount is { } known ? Of(known) : null;

    public static decimal Units(long nano) => nano / One;

    public static decimal? Units(long? nano) => nano is { } known ? Units(known) : null;
}
