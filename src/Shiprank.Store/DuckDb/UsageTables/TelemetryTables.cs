using Shiprank.Core.Usage.Telemetry;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Usage;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>What is kept of telemetry beside its rows: how far counters and spool were read, and what became of everything that was sent.</summary>
internal static class TelemetryTables
{
    /// <param name="rows">All rows of the batch.</param>
    /// <param name="fresh">Those that were written.</param>
    public static void Save(DuckConnection connection, SentTelemetry sent, Dictionary<UsageIdentity, PricedUsage> rows, Dictionary<UsageIdentity, PricedUsage> fresh)
    {
        foreach (var state in sent.Counters)
        {
            connection.Run("delete from counter_states where stream = $1 and started_at = $2", state.Stream, state.Start);
            connection.Run("insert into counter_states values ($1, $2, $3, $4)", state.Stream, state.Start, state.At, state.Value);
        }

        var known = rows.Where(r => !fresh.ContainsKey(r.Key)).CountBy(r => r.Value.Row.Tool, StringComparer.Ordinal).Select(c => (new TelemetryKind(c.Key, TelemetryOutcome.Duplicate, ""), (long)c.Value));
        foreach (var (kind, items) in sent.Counts.Select(c => (c.Key, c.Value)).Concat(known)) Count(connection, kind, items, sent.ReceivedAt);
        connection.Run("delete from spool_position");
        connection.Run("insert into spool_position values ($1, $2)", sent.Position.Segment, sent.Position.Bytes);
    }

    public static SpoolPosition? Position(DuckConnection connection)
    {
        using var statement = connection.Prepare("select segment, bytes from spool_position");
        using var result = statement.Run();
        return result.NextChunk() ? new SpoolPosition(result.Span<long>(0)[0], result.Span<long>(1)[0]) : null;
    }

    public static Dictionary<(long Stream, DateTimeOffset Start), CounterState> Counters(Reader reader, IReadOnlyCollection<long> streams)
    {
        var states = new Dictionary<(long, DateTimeOffset), CounterState>();
        foreach (var some in streams.Distinct().Chunk(500))
        {
            using var statement = reader.Connection.Prepare($"select stream, started_at, told_at, counted from counter_states where stream in ({string.Join(',', some)})");
            using var result = statement.Run();
            while (reader.Next(result))
            {
                for (var i = 0; i < result.Count; i++)
                {
                    var state = new CounterState(result.Span<long>(0)[i], DuckTime.Time(result.Span<long>(1)[i]), DuckTime.Time(result.Span<long>(2)[i]), result.Span<long>(3)[i]);
                    states[(state.Stream, state.Start)] = state;
                }
            }
        }

        return states;
    }

    /// <summary>Also what the store itself made of sent rows: those that a log tells too, and those that only a session's own sum tells of.</summary>
    private const string AllTotals =
        """
        select client, outcome, reason, items, first_at, last_at from (
          select client, outcome, reason, items, first_at, last_at from telemetry_counts
          union all
          select t.name, cast(1 as smallint), 'its log tells of the same responses', count(*), min(r.occurred_at), max(r.occurred_at) from retired_rows r join tools t on t.tool_id = r.tool_id group by t.name
          union all
          select t.name, cast(3 as smallint), 'calls that only the sum of their session tells of: counted in one row a session', count(*), min(u.occurred_at), max(u.occurred_at)
          from usage_rows u join tools t on t.tool_id = u.tool_id where u.origin = 2 group by t.name) a
        order by client, outcome, items desc, reason
        """;

    public static List<TelemetryTotal> Totals(Reader reader)
    {
        var totals = new List<TelemetryTotal>();
        using var statement = reader.Connection.Prepare(AllTotals);
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                totals.Add(new(new(result.Text(0, i), (TelemetryOutcome)result.Span<short>(1)[i], result.Text(2, i)), result.Span<long>(3)[i], DuckTime.Time(result.Span<long>(4)[i]), DuckTime.Time(result.Span<long>(5)[i])));
            }
        }

        return totals;
    }

    private static void Count(DuckConnection connection, TelemetryKind kind, long items, DateTimeOffset at)
    {
        var (client, outcome, reason) = (StoredText.Clean(kind.Client), (int)kind.Outcome, StoredText.Clean(kind.Reason));
        if (connection.Run("update telemetry_counts set items = items + $4, last_at = $5 where client = $1 and outcome = $2 and reason = $3", client, outcome, reason, items, at) > 0) return;
        connection.Run("insert into telemetry_counts values ($1, $2, $3, $4, $5, $5)", client, outcome, reason, items, at);
    }
}
