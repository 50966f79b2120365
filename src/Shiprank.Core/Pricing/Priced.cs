namespace Shiprank.Core.Pricing;

/// <summary>Where the cost of a usage row comes from. Stored as smallint: values never change.</summary>
public enum PriceSource : short
{
    /// <summary>No price is known: the cost is null, never 0.</summary>
    Unpriced = 0,

    /// <summary>Tokens × the list's rates at the time of use.</summary>
    Computed = 1,

    /// <summary>USD that the log itself states.</summary>
    Reported = 2,

    /// <summary>Credits × the contract's (else the list's) rate.</summary>
    Credits = 3,
}

/// <param name="CostUsd">Exact; null exactly when <paramref name="Source"/> is <see cref="PriceSource.Unpriced"/>.</param>
public readonly record struct Priced(decimal? CostUsd, PriceSource Source)
{
    public static readonly Priced Unknown = new(null, PriceSource.Unpriced);
}
