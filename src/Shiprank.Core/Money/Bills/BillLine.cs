using Shiprank.Core.Usage;

namespace Shiprank.Core.Money.Bills;

/// <summary>What a line of a vendor's report or invoice is for. Stored as smallint: values never change.</summary>
public enum BillKind : short
{
    /// <summary>Metered use: tokens, requests, credits over the allowance.</summary>
    Usage = 0,

    /// <summary>A seat or plan for a period, used or not.</summary>
    Seat = 1,

    /// <summary>Money given back or paid in advance: lowers the bill.</summary>
    Credit = 2,

    /// <summary>A correction of an earlier period.</summary>
    Adjustment = 3,

    Tax = 4,

    /// <summary>Anything else that is no usage: support, tools by the call.</summary>
    Fee = 5,
}

/// <summary>One line of what a vendor says was used or is owed. Null is "the report does not say", never 0.</summary>
public sealed record BillLine
{
    /// <summary>Who bills (<see cref="Issuers"/>).</summary>
    public required string Issuer { get; init; }

    /// <summary>Which report it stood in: <c>anthropic-cost</c>, <c>openai-usage</c>, <c>kiro-user-activity</c>, <c>focus</c>, …</summary>
    public required string Report { get; init; }

    /// <summary>Identity within issuer and report, the same however often and in whichever file the line comes.</summary>
    public required string Key { get; init; }

    /// <summary>First day of what it covers, in the report's own time zone (mostly UTC).</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day after the last.</summary>
    public required DateOnly Until { get; init; }

    public BillKind Kind { get; init; }

    /// <summary>Tool id where the vendor's report is of one tool; else empty.</summary>
    public string Tool { get; init; } = "";

    /// <summary>As the vendor writes it; empty when it does not say.</summary>
    public string Model { get; init; } = "";

    /// <summary>Id of the person, matched by address or login; null when the report names none or nobody is matched.</summary>
    public string? Person { get; init; }

    /// <summary>
    /// Who it was as the vendor writes it (address, login, key's name); empty when it does not say. The store keeps it keyed, and only where nobody is matched.
    /// </summary>
    public string Actor { get; init; } = "";

    /// <summary>Null when the report counts no tokens.</summary>
    public TokenCounts? Tokens { get; init; }

    public decimal? Credits { get; init; }

    public long? Requests { get; init; }

    /// <summary>In <see cref="Currency"/>; negative where money is given back; null when the report tells no money.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>First day of the month whose bill it stands on; null: the month of <see cref="From"/>.</summary>
    public DateOnly? Billed { get; init; }

    /// <summary>How often it stood in one and the same export; more than once is the vendor's own duplicate. It counts once.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>First day of the month whose bill it stands on.</summary>
    public DateOnly Month => Billed ?? new(From.Year, From.Month, 1);
}
