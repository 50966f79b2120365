using Shiprank.Core;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Delivery;
using Shiprank.Engine.Spend;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>What goes with a stored score, read when it is asked for. The log of events is read once; histories and sessions by their name.</summary>
internal sealed class StoredStanding
{
    private readonly IStore store;
    private readonly DateTimeOffset asOf;
    private readonly ProjectResolver resolver;

    public StoredStanding(IStore store, Workspace workspace, DateTimeOffset asOf)
    {
        (this.store, Workspace, this.asOf, resolver) = (store, workspace, asOf, new(workspace.Organisation));
        var log = new Lazy<EventLog>(() => EventLog.From(store.ReadEvents()));
        Events = new(() => log.Value.At(asOf));
        Tickets = new(() => new(log.Value.WorkItemsUntil(asOf), workspace.Messages(store.Key)));
        Unread = UnreadRepositories.Of(store, workspace.Organisation);
        Spend = new StoredSpend(store);
    }

    public Workspace Workspace { get; }

    public Lazy<DeliveryEvents> Events { get; }

    public Lazy<TicketLinks> Tickets { get; }

    public ISpendBook Spend { get; }

    public IReadOnlyList<Problem> Unread { get; }

    public RepositoryHistory? History(string repository) => Workspace.Organisation.Repositories.Any(r => r.Name == repository) ? store.ReadHistory(repository) : null;

    public IReadOnlyList<TicketLink> TicketsOf(IReadOnlySet<SessionId> sessions)
    {
        if (sessions.Count == 0) return [];
        List<StoredUsage> usage = [.. store.ReadUsage(new(AsOf: asOf, Sessions: sessions))];
        var traces = store.ReadTraces(sessions).Where(t => t.StartedAt <= asOf).Select(t => (t, (string?)null, resolver.Repository(t.Project)));
        var stated = usage.Where(u => u.Row.Ticket is { Length: > 0 }).ToLookup(u => new SessionId(u.Row.Tool, u.Row.Session), u => u.Row.Ticket!);
        return [.. Tickets.Value.OfSessions(WorkSession.Build(traces, usage.Select(u => Facts.Row(u, resolver))), stated).SelectMany(s => s.Tickets)];
    }
}
