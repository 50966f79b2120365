namespace Shiprank.Core.Delivery;

/// <summary>
/// Events as readers of forges, trackers and alerts make them, ready for the store: snapshots that may come in any order and any number of
/// times. Their place in the order of reading is 0: what a second hook or a re-delivery tells again is the same event.
/// </summary>
public static class ForgeEvent
{
    /// <param name="updatedAt">UTC; from when the snapshot stands.</param>
    /// <param name="stage">Not negative; of snapshots of one moment the higher stands.</param>
    public static StoredEvent Deployment(DeploymentEvent e, DateTimeOffset updatedAt, long stage) => new("deployment", e.Source, e.Id, e.Repository, updatedAt, 0, EventBody.Of(e, stage));

    public static StoredEvent Request(RequestEvent e, DateTimeOffset updatedAt, long stage) => new("request", e.Source, e.Id, e.Repository, updatedAt, 0, EventBody.Of(e, stage));

    public static StoredEvent Review(ReviewEvent e, DateTimeOffset updatedAt, long stage) => new("review", e.Source, e.Id, e.Repository, updatedAt, 0, EventBody.Of(e, stage));

    /// <param name="repository">Whose issue the incident is.</param>
    public static StoredEvent Incident(IncidentEvent e, string repository, DateTimeOffset updatedAt, long stage) => new("incident", e.Source, e.Id, repository, updatedAt, 0, EventBody.Of(e, stage));

    /// <param name="repository">Whose issue the item is.</param>
    public static StoredEvent WorkItem(WorkItemEvent e, string repository, DateTimeOffset updatedAt, long stage) => new("work_item", e.Source, e.Id, repository, updatedAt, 0, EventBody.Of(e, stage));

    /// <summary>A tracker's ticket, or one version of its past.</summary>
    public static StoredEvent Ticket(WorkItemEvent e, DateTimeOffset updatedAt, long stage) => WorkItem(e, "", updatedAt, stage);

    public static StoredEvent Push(PushEvent e) => new("push", e.Source, e.Id, e.Repository, e.At, 0, EventBody.Of(e, 0));

    public static StoredEvent Release(ReleaseEvent e, DateTimeOffset updatedAt) => new("release", e.Source, e.Id, e.Repository, updatedAt, 0, EventBody.Of(e, e.Deleted ? 1 : 0));
}
