namespace Shiprank.Core.Delivery;

public enum DeploymentStatus : short
{
    Success = 0,
    Failure = 1,
    Cancelled = 2,
}

/// <summary>Delivery events as the interfaces define them (section 2). People are as written: an id, address or login. Times are UTC.</summary>
public sealed record DeploymentEvent(string Source, string Id, string Repository, string? Service, string Environment, string Sha, DeploymentStatus Status, DateTimeOffset FinishedAt, string? Actor)
{
    /// <summary>The forge calls the environment a production one, whatever its name is.</summary>
    public bool Production { get; init; }
}

public readonly record struct Approval(string Person, DateTimeOffset At);

/// <param name="Title">Keyed hash of the title, as <see cref="MessageFacts.Title"/>.</param>
/// <param name="Author">Empty when no delivery told it.</param>
/// <param name="Tickets">Ticket keys and references (<c>#12</c>) that the title, the description or the head branch names.</param>
public sealed record RequestEvent(
    string Source, string Id, string Repository, ulong Title, string Author, DateTimeOffset OpenedAt, DateTimeOffset? MergedAt, DateTimeOffset? ClosedAt,
    string? MergeSha, string? HeadBranch, string? BaseBranch, string? Requester, IReadOnlyList<Approval> Approvals, bool ReviewKnown, IReadOnlyList<string> Labels, IReadOnlyList<string> Tickets);

/// <param name="Severity">1 (worst) … 5.</param>
public sealed record IncidentEvent(string Source, string Id, int Severity, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, IReadOnlyList<string> Changes, string? Deployment, string? Service)
{
    /// <summary>As it was told first; 0: as it stands.</summary>
    public int FirstSeverity { get; init; }
}

public enum WorkItemStatus : short
{
    Open = 0,
    InProgress = 1,
    Done = 2,
    Cancelled = 3,
}

public sealed record WorkItemEvent(string Source, string Id, string? Owner, WorkItemStatus Status, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Parent, string? CostCentre);

/// <summary>The events that stand at as-of: one per identity, the last <c>updated_at</c> not later than as-of, in order of time.</summary>
public sealed record DeliveryEvents
{
    public static readonly DeliveryEvents None = new();

    public IReadOnlyList<DeploymentEvent> Deployments { get; init; } = [];

    public IReadOnlyList<RequestEvent> Requests { get; init; } = [];

    public IReadOnlyList<IncidentEvent> Incidents { get; init; } = [];

    public IReadOnlyList<WorkItemEvent> WorkItems { get; init; } = [];

    /// <summary>What forges told of branches and tags; nothing is scored by it (<see cref="Reconciliation"/>).</summary>
    public IReadOnlyList<PushEvent> Pushes { get; init; } = [];

    public IReadOnlyList<ReleaseEvent> Releases { get; init; } = [];
}
