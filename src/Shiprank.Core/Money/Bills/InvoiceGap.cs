namespace Shiprank.Core.Money.Bills;

/// <summary>Why an invoice and our own sums differ. Stored as smallint: values never change.</summary>
public enum GapCause : short
{
    /// <summary>Nothing known explains it.</summary>
    Unexplained = 0,

    /// <summary>The vendor names a person of whom we have no usage of this tool at all.</summary>
    UnmeteredPerson = 1,

    /// <summary>No source tells us of this tool or model, whoever used it.</summary>
    MissingSource = 2,

    /// <summary>The same tokens at another price than ours.</summary>
    PriceList = 3,

    /// <summary>The same usage on the other side of midnight, and so in another month.</summary>
    TimeZone = 4,

    /// <summary>The vendor's report counts something twice, or a file came twice under two names.</summary>
    Duplicate = 5,

    /// <summary>Usage that reached us or the vendor after the period ended.</summary>
    Late = 6,

    /// <summary>Seats, fees and credits of the invoice that are no usage.</summary>
    NotUsage = 7,

    /// <summary>Our usage that the vendor does not bill.</summary>
    NotBilled = 8,

    /// <summary>An invoice is in whole cents, usage in parts of them.</summary>
    Rounding = 9,
}

/// <summary>A named part of invoice − ours. The gaps of an invoice sum to the whole difference, the unexplained rest included.</summary>
/// <param name="Amount">In <paramref name="Currency"/>; positive when the invoice is higher.</param>
/// <param name="Note">One sentence for people, without anybody's name: <c>3 people whose agents are not connected</c>.</param>
public sealed record InvoiceGap(string Issuer, GapCause Cause, decimal Amount, string Currency, string Note);
