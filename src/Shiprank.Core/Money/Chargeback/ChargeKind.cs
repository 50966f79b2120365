namespace Shiprank.Core.Money.Chargeback;

/// <summary>Why a cost centre has a charge. Stored as smallint: values never change.</summary>
public enum ChargeKind : short
{
    /// <summary>Usage that a rule gives to the centre.</summary>
    Direct = 0,

    /// <summary>Usage that went into a shared pool: it is charged by <see cref="Shared"/> lines, so it stands in no sum.</summary>
    Pooled = 1,

    /// <summary>A centre's part of a shared pool.</summary>
    Shared = 2,

    Seat = 3,

    /// <summary>Credits that a seat includes, taken off the usage that they paid for: negative.</summary>
    Included = 4,

    /// <summary>A named part of invoice − own sums.</summary>
    Difference = 5,

    /// <summary>What a closed month should have been, less what it was booked as.</summary>
    Correction = 6,
}
