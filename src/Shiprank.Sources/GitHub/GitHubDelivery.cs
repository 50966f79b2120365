namespace Shiprank.Sources.GitHub;

/// <summary>One delivery of a GitHub webhook, its signature checked; or an object of the API wrapped like one.</summary>
/// <param name="Event">The header <c>X-GitHub-Event</c>.</param>
/// <param name="DeliveryId">The header <c>X-GitHub-Delivery</c>; empty when there was none.</param>
/// <param name="ReceivedAt">For what the payload gives no time of (a push); null when it isn't known.</param>
public sealed record GitHubDelivery(string Event, string DeliveryId, ReadOnlyMemory<byte> Payload, DateTimeOffset? ReceivedAt = null);
