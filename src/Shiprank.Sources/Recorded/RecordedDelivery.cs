namespace Shiprank.Sources.Recorded;

/// <summary>One delivery out of a file.</summary>
/// <param name="Line">Where it begins, 1-based.</param>
/// <param name="Event">As the record names it; empty when it doesn't.</param>
/// <param name="Payload">JSON in UTF-8, not yet looked at.</param>
public sealed record RecordedDelivery(long Line, string Event, string DeliveryId, ReadOnlyMemory<byte> Payload, DateTimeOffset? ReceivedAt);
