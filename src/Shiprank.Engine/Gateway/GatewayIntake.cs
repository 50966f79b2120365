using System.Globalization;
using System.Text;
using Shiprank.Core.Caps;
using Shiprank.Core.Money;
using Shiprank.Core.Usage;
using Shiprank.Engine.Prices;
using Shiprank.Engine.Privacy;
using Shiprank.Store;

namespace Shiprank.Engine.Gateway;

/// <summary>Takes the journal's entries into the store: what a provider told becomes usage, and every call that ended an entry of its run's trace.</summary>
public sealed class GatewayIntake(IStore store)
{
    /// <summary>Name of the source in the ledger of batches.</summary>
    public const string Source = "gateway";

    /// <param name="next">Where the journal goes on after these: the same again changes nothing.</param>
    public AddedUsage Take(IReadOnlyList<CallEntry> entries, Workspace workspace, JournalPlace next, CancellationToken cancel = default)
    {
        List<UsageRow> rows = [.. entries.Where(e => e.Told).Select(Row)];
        var added = default(AddedUsage);
        if (rows.Count > 0)
        {
            PriceKeeper.Keep(store, workspace, rows.Max(r => r.OccurredAt), cancel);
            added = store.AddUsage(
                new()
                {
                    Source = Source,
                    Origin = UsageOrigin.Metered,
                    ContentHash = ContentHash.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Source}\n{store.Key.Key0}\n{entries[0].Id}\n{next.Segment}\n{next.Bytes}"))),
                    Rows = [.. rows.Select(r => Price(Known(r, workspace), workspace))],
                    Price = row => Price(row, workspace),
                },
                cancel);
        }

        List<CapEvent> events = [.. entries.Where(e => e.Kind is CallEntryKind.Settled or CallEntryKind.Estimated or CallEntryKind.Failed or CallEntryKind.Refused).Select(Event)];
        if (events.Count > 0) store.AddCapEvents(events, cancel);
        return added;
    }

    /// <summary>What a provider told in part is an estimate, and stays apart from measurements.</summary>
    private static UsageRow Row(CallEntry entry) => new()
    {
        Tool = entry.Agent,

        // The journal's own id: a provider that gives two answers one id has given two answers.
        Key = $"gateway:{entry.Id}",
        OccurredAt = entry.At,
        Session = entry.Session.Length > 0 ? entry.Session : entry.Run,
        Model = entry.Model,
        Tier = entry.Tier,
        Branch = entry.Branch,
        Tokens = entry.Tokens,
        Quality = entry.Kind == CallEntryKind.Settled ? UsageQuality.Measured : UsageQuality.Estimated,
        Autonomous = entry.Autonomous,
        Person = entry.Person.Length > 0 ? entry.Person : null,
        Repository = entry.Repository.Length > 0 ? entry.Repository : null,
        Ticket = entry.Ticket.Length > 0 ? entry.Ticket : null,
        Join = entry.Join,
    };

    private static CapEvent Event(CallEntry entry) => new()
    {
        Id = entry.Id,
        Kind = entry.Kind switch
        {
            CallEntryKind.Settled => CapEventKind.Settled,
            CallEntryKind.Estimated => CapEventKind.Estimated,
            CallEntryKind.Failed => CapEventKind.Failed,
            _ => CapEventKind.Refused,
        },
        Place = CapPlace.Gateway,
        At = entry.At,
        EndedAt = entry.EndedAt,
        Run = entry.Run,
        Session = entry.Session,
        Autonomous = entry.Autonomous,
        Person = entry.Person,
        Agent = entry.Agent,
        Job = entry.Job,
        Ticket = entry.Ticket,
        TicketCounts = entry.TicketCounts,
        Repository = entry.Repository,
        Branch = entry.Branch,
        Model = entry.Model,
        Tokens = entry.Tokens,
        Usd = entry.Usd,
        ReservedUsd = entry.Priced ? entry.Worst.Usd : null,
        Action = entry.Action,
        Reason = entry.Reason,
        Rule = entry.Rule,
    };

    private static UsageRow Known(UsageRow row, Workspace workspace) =>
        row.Person is { } name && workspace.People.Named(name).Id is var id ? row with { Person = ErasedPeople.IsOne(id) ? null : id } : row;

    private static PricedUsage Price(UsageRow row, Workspace workspace)
    {
        var priced = workspace.Prices.Price(row);
        return new(row, Nano.Of(priced.CostUsd), priced.CostUsd is null ? "" : workspace.Prices.Version);
    }
}
