using Shiprank.Core.Pricing;

namespace Shiprank.Store;

/// <summary>Amounts as the store keeps them: whole nano-units (10⁻⁹) of USD, of credits or of a score, rounded half to even.</summary>
public static class Nano
{
    /// <exception cref="OverflowException">More than 9.2 · 10⁹ units.</exception>
    public static long Of(decimal amount) => NanoUsd.From(amount);

    public static long? Of(decimal? amount) => amount is { } known ? NanoUsd.From(known) : null;

    public static decimal Units(long nano) => NanoUsd.ToDecimal(nano);

    public static decimal? Units(long? nano) => nano is { } known ? NanoUsd.ToDecimal(known) : null;
}
