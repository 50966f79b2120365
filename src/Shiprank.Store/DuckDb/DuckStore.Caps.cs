using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Money;
using Shiprank.Store.DuckDb;

namespace Shiprank.Store;

/// <content>What runs did, and what caps said to it.</content>
public sealed partial class DuckStore
{
    private long capChanges;

    public long CapChanges => Interlocked.Read(ref capChanges);

    public int AddCapEvents(IReadOnlyList<CapEvent> events, CancellationToken cancel = default)
    {
        if (events.Count == 0) return 0;
        var added = writer.Transact(connection => caps.Add(connection, events), cancel);
        if (added > 0) Interlocked.Increment(ref capChanges);
        return added;
    }

    public IReadOnlyList<CapEvent> ReadCapEvents(string run, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return caps.Read(reader, run);
    }

    public IReadOnlyList<CapRunPart> ReadCapRuns(DateOnly from, DateOnly to, CancellationToken cancel = default) => AskPublished(Question.CapRuns, [from, to], Part, cancel);

    public IReadOnlyList<SessionCost> ReadCapUsage(DateOnly from, DateOnly to, CancellationToken cancel = default) => AskPublished(
        Question.CapRunUsage, [from, to], row => new SessionCost(row.Text(0), row.Text(1), row.Long(2), row.Long(3), Nano.Units(row.Long(4)), Nano.Units(row.Long(5)), row.Long(6)), cancel);

    private static CapRunPart Part(AnswerRow row) => new()
    {
        Run = row.Text(0),
        Kind = (CapEventKind)row.Short(1),
        Place = (CapPlace)row.Short(2),
        Autonomous = row.Flag(3),
        Action = row.Short(4) < 0 ? null : (CapAction)row.Short(4),
        Reason = (CapReason)row.Short(5),
        Rule = row.Text(6),
        Job = row.Text(7),
        TicketCounts = row.Flag(8),
        ExitCode = row.Int(9),
        Agent = row.Text(10),
        Session = row.Text(11),
        Person = row.Text(12),
        Ticket = row.Text(13),
        Repository = row.Text(14),
        Branch = row.Text(15),
        First = row.Time(16),
        Last = row.Time(17),
        Entries = row.Long(18),
        UnpricedEntries = row.Long(19),
        Tokens = row.Long(20),
        Usd = Nano.Units(row.Long(21)),
        NewFiles = row.Long(22),
    };
}
