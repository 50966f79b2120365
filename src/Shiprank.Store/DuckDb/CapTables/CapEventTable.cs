using Shiprank.Core.Caps;
using Shiprank.Core.Money;
using Shiprank.Core.Usage;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.UsageTables;

namespace Shiprank.Store.DuckDb.CapTables;

/// <summary>Entries of runs' traces. As with usage rows there is no unique index: ids are compared when entries come in.</summary>
internal sealed class CapEventTable(Names names)
{
    private const string Staging = "create or replace temp table wanted_caps (event_id text not null)";

    private const string Columns =
        "c.event_id, c.kind, c.place, c.occurred_at, c.ended_at, c.run, coalesce(s.name, ''), c.autonomous, c.person_id, c.tool_id, c.job, c.ticket_id, c.ticket_counts, c.repository_id, c.branch_id, "
        + "c.model_id, c.step, c.input, c.cache_read, c.cache_write_5m, c.cache_write_1h, c.output, c.reasoning, c.cost_nano, c.reserved_nano, c.action, c.reason, c.rule, c.new_files, c.exit_code";

    /// <returns>How many were new. Of one id the first that came stays.</returns>
    public int Add(DuckConnection connection, IReadOnlyList<CapEvent> events)
    {
        if (events.Count == 0) return 0;
        var fresh = new Dictionary<string, CapEvent>(events.Count, StringComparer.Ordinal);
        foreach (var entry in events) fresh.TryAdd(StoredText.Clean(entry.Id), entry);
        Drop(connection, fresh);
        Append(connection, fresh);
        return fresh.Count;
    }

    /// <summary>Of one run, in the order of time, then id.</summary>
    public IReadOnlyList<CapEvent> Read(Reader reader, string run)
    {
        names.Load(reader.Connection);
        using var statement = reader.Connection.Prepare($"select {Columns} from cap_events c left join sessions s on s.session_id = c.session_id where c.run = $1 order by c.occurred_at, c.event_id");
        using var result = statement.Bind(StoredText.Clean(run)).Run();
        List<CapEvent> events = [];
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) events.Add(Entry(result, i));
        }

        return events;
    }

    /// <summary>Takes out what is stored already.</summary>
    private static void Drop(DuckConnection connection, Dictionary<string, CapEvent> fresh)
    {
        connection.Run(Staging);
        using (var appender = connection.Append("wanted_caps"))
        {
            var rows = new AppendedRows(appender);
            foreach (var id in fresh.Keys)
            {
                rows.Text(0, id);
                rows.Next();
            }

            rows.Flush();
        }

        List<string> known = [];
        using (var statement = connection.Prepare("select w.event_id from wanted_caps w where exists (select 1 from cap_events c where c.event_id = w.event_id)"))
        using (var result = statement.Run())
        {
            while (result.NextChunk())
            {
                for (var i = 0; i < result.Count; i++) known.Add(result.Text(0, i));
            }
        }

        foreach (var id in known) fresh.Remove(id);
    }

    private void Append(DuckConnection connection, Dictionary<string, CapEvent> events)
    {
        if (events.Count == 0) return;
        var sessions = SessionTable.Ids(connection, [.. events.Values.Where(e => e.Session.Length > 0).Select(Session)]);
        using var appender = connection.Append("cap_events");
        var rows = new AppendedRows(appender);
        foreach (var (id, entry) in events)
        {
            rows.Day(0, DateOnly.FromDateTime(entry.At.UtcDateTime));
            rows.Time(1, entry.At);
            rows.Time(2, entry.EndedAt);
            rows.Value(3, entry.Session.Length > 0 ? sessions[Session(entry)] : 0L);
            rows.Text(4, id);
            rows.Value(5, (short)entry.Kind);
            rows.Value(6, (short)entry.Place);
            rows.Text(7, StoredText.Clean(entry.Run));
            rows.Value(8, entry.Autonomous);
            rows.Value(9, names.People.Id(StoredText.Clean(entry.Person)));
            rows.Value(10, names.Tools.Id(StoredText.Clean(entry.Agent)));
            rows.Text(11, StoredText.Clean(entry.Job));
            rows.Value(12, names.Tickets.Id(StoredText.Clean(entry.Ticket)));
            rows.Value(13, entry.TicketCounts);
            rows.Value(14, names.Repositories.Id(StoredText.Clean(entry.Repository)));
            rows.Value(15, names.Branches.Id(StoredText.Clean(entry.Branch)));
            rows.Value(16, names.Models.Id(StoredText.Clean(entry.Model)));
            rows.Text(17, StoredText.Clean(entry.Step));
            rows.Value(18, entry.Tokens.Input);
            rows.Value(19, entry.Tokens.CacheRead);
            rows.Value(20, entry.Tokens.CacheWrite5m);
            rows.Value(21, entry.Tokens.CacheWrite1h);
            rows.Value(22, entry.Tokens.Output);
            rows.Value(23, entry.Tokens.Reasoning);
            rows.Value(24, Nano.Of(entry.Usd));
            rows.Value(25, Nano.Of(entry.ReservedUsd));
            rows.Value(26, (short?)entry.Action);
            rows.Value(27, (short)entry.Reason);
            rows.Text(28, StoredText.Clean(entry.Rule));
            rows.Value(29, entry.NewFiles);
            rows.Value(30, entry.ExitCode);
            rows.Next();
        }

        rows.Flush();
    }

    private (int Tool, string Name) Session(CapEvent entry) => (names.Tools.Id(StoredText.Clean(entry.Agent)), StoredText.Clean(entry.Session));

    private CapEvent Entry(DuckResult result, int i) => new()
    {
        Id = result.Text(0, i),
        Kind = (CapEventKind)result.Span<short>(1)[i],
        Place = (CapPlace)result.Span<short>(2)[i],
        At = DuckTime.Time(result.Span<long>(3)[i]),
        EndedAt = result.IsNull(4, i) ? null : DuckTime.Time(result.Span<long>(4)[i]),
        Run = result.Text(5, i),
        Session = result.Text(6, i),
        Autonomous = result.Span<bool>(7)[i],
        Person = names.People.Name(result.Span<int>(8)[i]),
        Agent = names.Tools.Name(result.Span<int>(9)[i]),
        Job = result.Text(10, i),
        Ticket = names.Tickets.Name(result.Span<int>(11)[i]),
        TicketCounts = result.Span<bool>(12)[i],
        Repository = names.Repositories.Name(result.Span<int>(13)[i]),
        Branch = names.Branches.Name(result.Span<int>(14)[i]),
        Model = names.Models.Name(result.Span<int>(15)[i]),
        Step = result.Text(16, i),
        Tokens = new(result.Span<long>(17)[i], result.Span<long>(18)[i], result.Span<long>(19)[i], result.Span<long>(20)[i], result.Span<long>(21)[i], result.Span<long>(22)[i]),
        Usd = Nano.Units(Long(result, 23, i)),
        ReservedUsd = Nano.Units(Long(result, 24, i)),
        Action = result.IsNull(25, i) ? null : (CapAction)result.Span<short>(25)[i],
        Reason = (CapReason)result.Span<short>(26)[i],
        Rule = result.Text(27, i),
        NewFiles = result.Span<int>(28)[i],
        ExitCode = result.Span<int>(29)[i],
    };

    private static long? Long(DuckResult result, int column, int row) => result.IsNull(column, row) ? null : result.Span<long>(column)[row];
}
