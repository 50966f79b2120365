using System.Text.Json;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Everything that was ever sent, and what of it stands at a moment (interfaces.md, section 2). A line is not read when its
/// <c>updated_at</c> or the moment that it tells of (finished, opened, at) is later than as-of; of the other lines of one identity the last
/// <c>updated_at</c> stands (none is before any), else the later line. What an event tells of a later moment is as if not yet there.
/// </summary>
public sealed class EventLog
{
    private readonly List<Entry<DeploymentEvent>> deployments = [];
    private readonly List<Entry<RequestEvent>> requests = [];
    private readonly List<Entry<IncidentEvent>> incidents = [];
    private readonly List<Entry<WorkItemEvent>> workItems = [];
    private readonly List<Entry<UsageRow>> usage = [];

    private EventLog()
    {
    }

    /// <param name="events">As <see cref="EventLine"/> made them, in any order, any number of times.</param>
    public static EventLog From(IEnumerable<StoredEvent> events)
    {
        var log = new EventLog();
        foreach (var stored in events) log.Add(stored);
        return log;
    }

    public DeliveryEvents At(DateTimeOffset asOf) => new()
    {
        Deployments = [.. Standing(deployments, asOf).OrderBy(e => e.Moment).ThenBy(e => e.Identity).Select(e => e.Event)],
        Requests = [.. Standing(requests, asOf).OrderBy(e => e.Moment).ThenBy(e => e.Identity).Select(e => Until(e.Event, asOf))],
        Incidents = [.. Standing(incidents, asOf).OrderBy(e => e.Moment).ThenBy(e => e.Identity).Select(e => Until(e.Event, asOf))],
        WorkItems = [.. Standing(workItems, asOf).OrderBy(e => e.Moment).ThenBy(e => e.Identity).Select(e => Until(e.Event, asOf))],
    };

    /// <summary>Lines of usage ever sent, corrections included.</summary>
    public int UsageLines => usage.Count;

    /// <summary>Usage events that stand at as-of, in order of time. Their person is as written.</summary>
    public IReadOnlyList<UsageRow> UsageAt(DateTimeOffset asOf) =>
        [.. Standing(usage, asOf).OrderBy(e => e.Moment).ThenBy(e => e.Identity).Select(e => e.Event)];

    private static IEnumerable<Entry<T>> Standing<T>(List<Entry<T>> entries, DateTimeOffset asOf) => entries
        .Where(e => e.Moment <= asOf && (e.UpdatedAt is null || e.UpdatedAt <= asOf))
        .GroupBy(e => e.Identity)
        .Select(lines => lines.MaxBy(e => (e.UpdatedAt ?? DateTimeOffset.MinValue, e.Order))!);

    private static DateTimeOffset? Until(DateTimeOffset? time, DateTimeOffset asOf) => time <= asOf ? time : null;

    private static RequestEvent Until(RequestEvent request, DateTimeOffset asOf) => request with
    {
        MergedAt = Until(request.MergedAt, asOf),
        ClosedAt = Until(request.ClosedAt, asOf),
        MergeSha = request.MergedAt > asOf ? null : request.MergeSha,
        Approvals = [.. request.Approvals.Where(a => a.At <= asOf)],
    };

    private static IncidentEvent Until(IncidentEvent incident, DateTimeOffset asOf) => incident with { ClosedAt = Until(incident.ClosedAt, asOf) };

    private static WorkItemEvent Until(WorkItemEvent item, DateTimeOffset asOf) => item.ClosedAt > asOf
        ? item with { ClosedAt = null, Status = item.Status is WorkItemStatus.Done or WorkItemStatus.Cancelled ? WorkItemStatus.Open : item.Status }
        : item;

    private void Add(StoredEvent stored)
    {
        using var document = JsonDocument.Parse(stored.Body);
        var fields = new EventFields(document.RootElement);
        switch (stored.Type)
        {
            case "deployment":
                var deployment = EventTypes.Deployment(fields, stored.Source, stored.Id);
                deployments.Add(new(stored, deployment, deployment.FinishedAt));
                break;
            case "request":
                var request = EventTypes.Request(fields, stored.Source, stored.Id, messages: null);
                requests.Add(new(stored, request, request.OpenedAt));
                break;
            case "incident":
                var incident = EventTypes.Incident(fields, stored.Source, stored.Id);
                incidents.Add(new(stored, incident, incident.OpenedAt));
                break;
            case "work_item":
                var item = EventTypes.WorkItem(fields, stored.Source, stored.Id);
                workItems.Add(new(stored, item, item.OpenedAt));
                break;
            case "usage":
                var row = EventTypes.Usage(fields, stored.Source, stored.Id);
                usage.Add(new(stored, row, row.OccurredAt));
                break;
            default:
                throw new ArgumentException($"unknown type of event: {stored.Type}", nameof(stored));
        }

        if (fields.Failure is { } failure) throw new ArgumentException($"not a stored {stored.Type}: {failure}", nameof(stored));
    }

    private sealed record Entry<T>(EventIdentity Identity, DateTimeOffset? UpdatedAt, long Order, T Event, DateTimeOffset Moment)
    {
        public Entry(StoredEvent stored, T of, DateTimeOffset moment)
            : this(new(stored.Source, stored.Id, stored.Repository), stored.UpdatedAt, stored.Order, of, moment)
        {
        }
    }

    private readonly record struct EventIdentity(string Source, string Id, string Repository) : IComparable<EventIdentity>
    {
        public int CompareTo(EventIdentity other) =>
            string.CompareOrdinal(Source, other.Source) is not 0 and var bySource ? bySource
            : string.CompareOrdinal(Id, other.Id) is not 0 and var byId ? byId
            : string.CompareOrdinal(Repository, other.Repository);
    }
}
