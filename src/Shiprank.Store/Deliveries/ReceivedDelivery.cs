namespace Shiprank.Store;

public enum DeliveryOutcome : short
{
    /// <summary>Its events stand in the store.</summary>
    Taken = 0,

    /// <summary>There was nothing for Shiprank in it, as things are configured now.</summary>
    Ignored = 1,
}

/// <summary>One delivery as the ledger keeps it.</summary>
/// <param name="Source"><c>github</c>, <c>gitlab</c>, <c>events</c>, <c>incidents/NAME</c>.</param>
/// <param name="Id">The sender's own id of the delivery, which a redelivery keeps; else a hash of its body.</param>
/// <param name="Event">What the sender calls it: <c>pull_request</c>, <c>Push Hook</c>.</param>
public sealed record ReceivedDelivery(string Source, string Id, string Event, DateTimeOffset ReceivedAt, DeliveryOutcome Outcome);

/// <summary>A row of the ledger, with the number of events that were new.</summary>
public sealed record LedgerEntry(ReceivedDelivery Delivery, int Events);
