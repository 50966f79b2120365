namespace Shiprank.Core.Delivery;

/// <summary>
/// One accepted event line as the store keeps it. Identity is (<paramref name="Type"/>, <paramref name="Source"/>, <paramref name="Id"/>,
/// <paramref name="Repository"/>): any number of lines may share one, <see cref="EventLog"/> tells which stands.
/// </summary>
/// <param name="Type"><c>deployment</c>, <c>request</c>, <c>review</c>, <c>incident</c>, <c>incident_link</c>, <c>work_item</c>, <c>push</c>, <c>release</c> or <c>usage</c>.</param>
/// <param name="Repository">Where ids live within a repository: of requests, reviews, pushes and releases, and of all that a forge tells; else empty.</param>
/// <param name="UpdatedAt">UTC; null when the line has none.</param>
/// <param name="Order">Place in the order of reading; the later line wins among equal <paramref name="UpdatedAt"/>.</param>
/// <param name="Body">Canonical JSON of the event: fixed key order, UTC times, the title as its keyed hash. No prose.</param>
public sealed record StoredEvent(string Type, string Source, string Id, string Repository, DateTimeOffset? UpdatedAt, long Order, byte[] Body);

/// <summary>Every accepted line of one input, in order.</summary>
public sealed record EventBatch(IReadOnlyList<StoredEvent> Events)
{
    public static readonly EventBatch Empty = new([]);
}
