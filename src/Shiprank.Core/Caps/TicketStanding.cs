namespace Shiprank.Core.Caps;

/// <summary>How a ticket stands. It counts when it is known, open and its owner is a living person.</summary>
/// <param name="Key">Upper case; empty: none is named.</param>
/// <param name="Reason"><see cref="CapReason.Within"/>: it counts; else why not.</param>
/// <param name="Owner">Id of the person; null where there is none.</param>
/// <param name="AsOf">When the ticket's system was last heard of; null: never.</param>
public sealed record TicketStanding(string Key, CapReason Reason, string? Owner, DateTimeOffset? AsOf)
{
    public static readonly TicketStanding Unnamed = new("", CapReason.NoTicket, null, null);

    public bool Counts => Reason == CapReason.Within;
}
