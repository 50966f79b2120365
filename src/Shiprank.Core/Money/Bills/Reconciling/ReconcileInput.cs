namespace Shiprank.Core.Money.Bills;

/// <summary>Both sides of one issuer's month.</summary>
public sealed record ReconcileInput
{
    public required string Issuer { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>The issuer's usage in the ledger (<see cref="Issuers.Of"/>), a day before and after the month too: a vendor's day may begin at another hour.</summary>
    public IReadOnlyList<OurUsage> Ours { get; init; } = [];

    /// <summary>Who used what of the issuer in the month.</summary>
    public IReadOnlySet<OurUser> Users { get; init; } = new HashSet<OurUser>();

    /// <summary>Everything that the issuer's reports say of the month: what is on its bill, and what is of its days but on another bill.</summary>
    public IReadOnlyList<BillLine> Lines { get; init; } = [];

    /// <summary>Of the issuer and month.</summary>
    public IReadOnlyList<Invoice> Invoices { get; init; } = [];

    public DateOnly Until => Month.AddMonths(1);
}
