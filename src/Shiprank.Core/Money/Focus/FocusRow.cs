using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Core.Money.Focus;

/// <summary>ChargeCategory, without the taxes that charges never have.</summary>
public enum FocusCategory
{
    Usage,
    Purchase,
    Credit,
    Adjustment,
}

/// <summary>One row of an export. Money is USD; what a row does not say is null or empty. It names no person.</summary>
public sealed record FocusRow
{
    /// <summary>First day of the billing month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>First day of what is charged.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day after the last.</summary>
    public required DateOnly Until { get; init; }

    public required ChargeKind Kind { get; init; }

    public required FocusCategory Category { get; init; }

    /// <summary>Empty: unallocated.</summary>
    public required string Centre { get; init; }

    public required string Issuer { get; init; }

    public string Tool { get; init; } = "";

    /// <summary>As logged.</summary>
    public string Model { get; init; } = "";

    public string Ticket { get; init; } = "";

    public string Rule { get; init; } = "";

    /// <summary>Null: nothing that has a unit price; then there is no quantity either.</summary>
    public FocusSku? Sku { get; init; }

    /// <summary>In the SKU's pricing unit.</summary>
    public decimal PricingQuantity { get; init; }

    /// <summary>In the SKU's consumed unit; of usage alone.</summary>
    public decimal? ConsumedQuantity { get; init; }

    /// <summary>What the centre owes.</summary>
    public long BilledNanoUsd { get; init; }

    /// <summary>The same money where it is used instead of where it is paid: of a seat's purchase 0, of its use the price.</summary>
    public long EffectiveNanoUsd { get; init; }

    /// <summary>Exactly unit price × quantity where there is a unit price.</summary>
    public decimal ListCost { get; init; }

    /// <summary>Credits that were used up, where the price is counted in credits.</summary>
    public decimal? EffectiveCredits { get; init; }

    /// <summary>The part of the money that rests on estimated usage.</summary>
    public long EstimatedNanoUsd { get; init; }

    /// <summary>Tokens that no price is known for: they are in no cost.</summary>
    public long UnpricedTokens { get; init; }

    /// <summary>Credits that no price is known for.</summary>
    public long UnpricedNanoCredits { get; init; }

    /// <summary>First day of the closed month that it corrects.</summary>
    public DateOnly? Corrects { get; init; }

    /// <summary>The agreed price is the list's: otherwise our money is of several requests at several prices, and no unit price.</summary>
    public bool IsAtListPrice => Sku is not null && Nano.Units(BilledNanoUsd) == ListCost;
}
