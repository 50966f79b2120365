using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Delivery;
using Shiprank.Core.Pricing;
using Shiprank.Core.Score;
using Shiprank.Store;

namespace Shiprank.Engine.Caps;

/// <summary>
/// Everything that a call is judged by, as it is in force at a moment: rules, tickets, people, prices, jobs that came to nothing. It never changes; whoever
/// judges takes the one in force and asks nobody.
/// </summary>
public sealed record CapRegister
{
    public required Workspace Workspace { get; init; }

    public required TicketBook Tickets { get; init; }

    public required TeamDays Teams { get; init; }

    /// <summary>Reads a ticket's key out of a branch or a text, by the organisation's pattern.</summary>
    public required MessageReader Messages { get; init; }

    /// <summary>Ids of people who work here now.</summary>
    public required IReadOnlySet<string> Active { get; init; }

    /// <summary>Jobs whose earlier runs ended in nothing (<see cref="CapCall.Shrunk"/>).</summary>
    public IReadOnlySet<string> ShrunkJobs { get; init; } = new HashSet<string>();

    /// <summary>Tickets stand as they did then; null: as they do when somebody asks.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public CapSettings Settings => Workspace.Organisation.Caps;

    public PriceList Prices => Workspace.Prices;

    /// <param name="now">Of figures: tickets are as they were then.</param>
    public static CapRegister Of(IStore store, Workspace workspace, DateTimeOffset now, CancellationToken cancel = default)
    {
        var active = workspace.Organisation.People.Where(p => p.Active).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var items = EventLog.From(store.ReadEvents(cancel)).WorkItemsUntil(now);
        return new()
        {
            Workspace = workspace,
            Tickets = new(items, workspace.People, active, store.ReadTicketsHeard(now)),
            Teams = new(workspace.Organisation),
            Active = active,
            Messages = workspace.Messages(store.Key),
        };
    }

    /// <summary>How a ticket stands; a key in other words (a branch) goes through <see cref="TicketIn"/> first.</summary>
    public TicketStanding Ticket(string? key, DateTimeOffset now) => Tickets.Of(key, AsOf ?? now, Settings.TicketAge);

    /// <summary>The first key that a branch names; null: none.</summary>
    public string? TicketIn(string branch) => Messages.Tickets(branch) is [var first, ..] ? first : null;

    /// <summary>The call with what only the organisation knows: the person's team on that day, how its ticket stands, whether its job has to prove itself.</summary>
    public CapCall Known(CapCall call, string? ticket) => Known(call) with { Ticket = Ticket(ticket, call.At) };

    /// <summary>The same with the ticket as the call has it: of one that was made before, as it stood then.</summary>
    public CapCall Known(CapCall call) => call with
    {
        Teams = call.Person.Length > 0 && Teams.Of(call.Person, DateOnly.FromDateTime(call.At.UtcDateTime)) is { } team ? [team] : [],
        Shrunk = call.Job.Length > 0 && ShrunkJobs.Contains(call.Job),
    };
}
