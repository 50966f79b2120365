namespace Shiprank.Sources.GitLab;

/// <summary>One delivery of a GitLab webhook, its token checked; or an object of the API wrapped like one.</summary>
/// <param name="Event">The header <c>X-Gitlab-Event</c> (<c>Merge Request Hook</c>); empty: the payload's <c>object_kind</c> tells.</param>
/// <param name="DeliveryId">The header <c>Idempotency-Key</c>, else <c>X-Gitlab-Event-UUID</c>; empty when there was none.</param>
/// <param name="ReceivedAt">For what the payload gives no time of (a push); null when it isn't known.</param>
public sealed record GitLabDelivery(string Event, string DeliveryId, ReadOnlyMemory<byte> Payload, DateTimeOffset? ReceivedAt = null);
