using System.Text.Json;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Everything that was ever sent, and what of it stands at a moment (interfaces.md, section 2). A line is not read when its
/// <c>updated_at</c> or the moment that it tells of (finished, opened, at) is later than as-of; of the other lines of one identity the last
/// <c>updated_at</c> stands (none is before any), else the later line. What an event tells of a later moment is as if not yet there.
/// What a forge tells in pieces is put together (<see cref="RequestFold"/>, <see cref="IncidentFold"/>), in whatever order it came.
/// </summary>
public sealed class EventLog
{
    private readonly EventVersions<DeploymentEvent> deployments = new();
    private readonly EventVersions<RequestEvent> requests = new();
    private readonly EventVersions<ReviewEvent> reviews = new();
    private readonly EventVersions<IncidentEvent> incidents = new();
    private readonly EventVersions<IncidentLinkEvent> links = new();
    private readonly EventVersions<WorkItemEvent> workItems = new();
    private readonly EventVersions<PushEvent> pushes = new();
    private readonly EventVersions<ReleaseEvent> releases = new();
    private readonly EventVersions<UsageRow> usage = new();

    private EventLog()
    {
    }

    /// <param name="events">As <see cref="EventLine"/> or <see cref="ForgeEvent"/> made them, in any order, any number of times.</param>
    public static EventLog From(IEnumerable<StoredEvent> events)
    {
        var log = new EventLog();
        foreach (var stored in events) log.Add(stored);
        return log;
    }

    public DeliveryEvents At(DateTimeOffset asOf)
    {
        var items = workItems.Standing(asOf).ToList();
        return new()
        {
            Deployments = [.. deployments.Standing(asOf).Select(e => e.Event)],
            Requests = [.. Requests(asOf).Select(r => Until(r, asOf))],
            Incidents = [.. IncidentFold.Of(incidents.Known(asOf), items, links.Standing(asOf).Select(l => l.Event)).Select(i => Until(i, asOf))],
            WorkItems = [.. items.Select(e => Until(e.Event, asOf))],
            Pushes = [.. pushes.Standing(asOf).Select(e => e.Event)],
            Releases = [.. releases.Standing(asOf).Select(e => e.Event)],
        };
    }

    /// <summary>Every work item with its owner and status in time, as told until as-of.</summary>
    public WorkItemHistory WorkItemsUntil(DateTimeOffset asOf) => new(workItems.Known(asOf), asOf);

    /// <summary>Lines of usage ever sent, corrections included.</summary>
    public int UsageLines => usage.Count;

    /// <summary>Usage events that stand at as-of, in order of time. Their person is as written.</summary>
    public IReadOnlyList<UsageRow> UsageAt(DateTimeOffset asOf) => [.. usage.Standing(asOf).Select(e => e.Event)];

    private IEnumerable<RequestEvent> Requests(DateTimeOffset asOf)
    {
        var byRequest = reviews.Standing(asOf).Select(r => r.Event).ToLookup(r => new EventIdentity(r.Source, r.Request, r.Repository));
        return requests.Known(asOf)
            .OrderBy(versions => versions[^1].Moment).ThenBy(versions => versions[^1].Identity)
            .Select(versions => RequestFold.Of(versions, byRequest[versions[^1].Identity]));
    }

    private static DateTimeOffset? Until(DateTimeOffset? time, DateTimeOffset asOf) => time <= asOf ? time : null;

    private static RequestEvent Until(RequestEvent request, DateTimeOffset asOf) => request with
    {
        MergedAt = Until(request.MergedAt, asOf),
        ClosedAt = Until(request.ClosedAt, asOf),
        MergeSha = request.MergedAt > asOf ? null : request.MergeSha,
        Approvals = [.. request.Approvals.Where(a => a.At <= asOf)],
    };

    private static IncidentEvent Until(IncidentEvent incident, DateTimeOffset asOf) => incident with { ClosedAt = Until(incident.ClosedAt, asOf) };

    internal static WorkItemEvent Until(WorkItemEvent item, DateTimeOffset asOf) => item.ClosedAt > asOf
        ? item with { ClosedAt = null, Status = item.Status is WorkItemStatus.Done or WorkItemStatus.Cancelled ? WorkItemStatus.Open : item.Status }
        : item;

    private void Add(StoredEvent stored)
    {
        using var document = JsonDocument.Parse(stored.Body);
        var fields = new EventFields(document.RootElement);
        var stage = fields.OptionalCount("stage", long.MaxValue);
        switch (stored.Type)
        {
            case "deployment":
                var deployment = EventTypes.Deployment(fields, stored.Source, stored.Id);
                deployments.Add(stored, stage, deployment, deployment.FinishedAt);
                break;
            case "request":
                var request = EventTypes.Request(fields, stored.Source, stored.Id, messages: null);
                requests.Add(stored, stage, request, request.OpenedAt);
                break;
            case "review":
                var review = EventTypes.Review(fields, stored.Source, stored.Id);
                reviews.Add(stored, stage, review, review.At);
                break;
            case "incident":
                var incident = EventTypes.Incident(fields, stored.Source, stored.Id);
                incidents.Add(stored, stage, incident, incident.OpenedAt);
                break;
            case "incident_link":
                var link = EventTypes.IncidentLink(fields, stored.Source, stored.Id);
                links.Add(stored, stage, link, link.At);
                break;
            case "work_item":
                var item = EventTypes.WorkItem(fields, stored.Source, stored.Id);
                workItems.Add(stored, stage, item, item.OpenedAt);
                break;
            case "push":
                var push = EventTypes.Push(fields, stored.Source, stored.Id);
                pushes.Add(stored, stage, push, push.At);
                break;
            case "release":
                var release = EventTypes.Release(fields, stored.Source, stored.Id);
                releases.Add(stored, stage, release, release.At);
                break;
            case "usage":
                var row = EventTypes.Usage(fields, stored.Source, stored.Id);
                usage.Add(stored, stage, row, row.OccurredAt);
                break;
            default:
                throw new ArgumentException($"unknown type of event: {stored.Type}", nameof(stored));
        }

        if (fields.Failure is { } failure) throw new ArgumentException($"not a stored {stored.Type}: {failure}", nameof(stored));
    }
}
