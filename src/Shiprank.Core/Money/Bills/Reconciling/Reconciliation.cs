namespace Shiprank.Core.Money.Bills;

/// <summary>What "theirs" is.</summary>
public enum BillBasis
{
    /// <summary>Neither an invoice nor a report that tells money: nothing to compare with.</summary>
    None = 0,

    /// <summary>The sum of a vendor's report: no invoice is known yet.</summary>
    Report = 1,

    Invoice = 2,
}

/// <summary>Both sides of one day (or of the whole month, where the vendor tells no days) and model.</summary>
/// <param name="Tool">The tool that the report is limited to; empty: all of the issuer.</param>
/// <param name="Model">In the common spelling; empty where the report names no models.</param>
/// <param name="OursNano">Nano-USD.</param>
/// <param name="TheirsNano">Nano-USD as the report says; null when it tells no money.</param>
/// <param name="OurVolume">Tokens, or nano-credits where the report counts credits.</param>
/// <param name="TheirVolume">In the same unit; null when no report counts.</param>
public sealed record BillCell(DateOnly Day, string Tool, string Model, long OursNano, long? TheirsNano, long OurVolume, long? TheirVolume, bool InCredits);

/// <summary>How many of the people whom the vendor names have usage here.</summary>
/// <param name="Named">People and unmatched accounts that the vendor's report names.</param>
/// <param name="Metered">Those of them with usage of ours.</param>
/// <param name="Unmatched">Accounts that are nobody's in the organisation file.</param>
public sealed record ActorCoverage(string Report, int Named, int Metered, int Unmatched);

/// <summary>Copies that the vendor's own export held, and what they would have come to.</summary>
public sealed record DuplicateLines(int Lines, long Nano)
{
    public static readonly DuplicateLines None = new(0, 0);
}

/// <summary>Amounts of a bill in another currency than the ledger's: named, not compared.</summary>
public sealed record OtherCurrency(string Currency, decimal Amount);

/// <summary>
/// One issuer's month: ours, theirs, and why they differ. The gaps sum to theirs − ours to the nano-dollar, the unexplained rest included. Rules, in the order in
/// which they take their part, in <see cref="GapFinder"/>.
/// </summary>
public sealed record Reconciliation
{
    public required string Issuer { get; init; }

    public required DateOnly Month { get; init; }

    public required BillBasis Basis { get; init; }

    /// <summary>Nano-USD of the ledger's days (UTC) of the month.</summary>
    public required long OursNano { get; init; }

    /// <summary>Nano-USD; null without a basis.</summary>
    public required long? TheirsNano { get; init; }

    /// <summary>The largest first, the unexplained rest and rounding last; empty without a basis.</summary>
    public required IReadOnlyList<InvoiceGap> Gaps { get; init; }

    /// <summary>By day, tool and model.</summary>
    public required IReadOnlyList<BillCell> Cells { get; init; }

    public required ActorCoverage? Actors { get; init; }

    public required DuplicateLines Duplicates { get; init; }

    public required IReadOnlyList<OtherCurrency> Others { get; init; }

    /// <summary>Tokens of ours without a price.</summary>
    public required long UnpricedTokens { get; init; }

    /// <summary>Reports that were compared with.</summary>
    public required IReadOnlyList<string> Reports { get; init; }

    /// <summary>Hours that the vendor's day is ahead of UTC, as its figures show.</summary>
    public int DayOffset { get; init; }

    public decimal Ours => Nano.Units(OursNano);

    public decimal? Theirs => Nano.Units(TheirsNano);

    public decimal? Difference => Nano.Units(TheirsNano - OursNano);

    public static Reconciliation Of(ReconcileInput input) => new GapFinder(input).Find();
}
