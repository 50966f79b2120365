using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Usage;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>
/// What an agent says that a session used in all, and the row of what that is beyond the session's own rows, whichever way they came: a call may end
/// a session before its event is written. It is found anew whenever a row or a sum of the session comes, and goes when the rows come to the sum.
/// </summary>
internal static class ControlTable
{
    private const string Upsert =
        "update control_points set counted = greatest(control_points.counted, b.counted), told_at = greatest(control_points.told_at, b.told_at) from batch_controls b where control_points.identity = b.identity";

    private const string Insert = "insert into control_points select * from batch_controls b where not exists (select 1 from control_points c where c.identity = b.identity)";

    private const string Sums =
        """
        select c.session_id, c.tool_id, c.name, c.told_at, c.person_id, c.ticket_id, c.model_id,
          cast(c.input - coalesce(u.input, 0) as bigint), cast(c.cache_read - coalesce(u.cache_read, 0) as bigint),
          cast(c.cache_write - coalesce(u.cache_write, 0) as bigint), cast(c.output - coalesce(u.output, 0) as bigint)
        from (
          select p.session_id, s.tool_id, s.name, max(p.told_at) as told_at, max(p.person_id) as person_id, max(p.ticket_id) as ticket_id, arg_max(p.model_id, p.counted) as model_id,
            sum(case when p.bucket = 0 then p.counted else 0 end) as input, sum(case when p.bucket = 1 then p.counted else 0 end) as cache_read,
            sum(case when p.bucket = 2 then p.counted else 0 end) as cache_write, sum(case when p.bucket = 3 then p.counted else 0 end) as output
          from control_points p join sessions s on s.session_id = p.session_id
          where p.session_id in (select session_id from touched_sessions)
          group by p.session_id, s.tool_id, s.name) c
        left join (
          select session_id, sum(input) as input, sum(cache_read) as cache_read, sum(cache_write_5m + cache_write_1h) as cache_write, sum(output) as output
          from usage_rows where origin <> 2 and session_id in (select session_id from touched_sessions)
          group by session_id) u on u.session_id = c.session_id
        """;

    /// <param name="sessions">Of the batch's new rows.</param>
    /// <param name="rows">All rows of the batch.</param>
    /// <returns>The rows that stand for what is beyond; those that stood before are gone.</returns>
    public static Dictionary<UsageIdentity, PricedUsage>? Settle(DuckConnection connection, Names names, UsageBatch batch, IReadOnlyCollection<long> sessions, Dictionary<UsageIdentity, PricedUsage> rows)
    {
        var controls = batch.Sent?.Controls ?? [];
        if (controls.Count == 0 && (rows.Count == 0 || connection.Scalar("select 1 from control_points limit 1") is null)) return null;
        var touched = new HashSet<long>(sessions);
        if (controls.Count > 0) touched.UnionWith(Save(connection, names, controls));
        connection.Run("create or replace temp table touched_sessions (session_id bigint not null)");
        using (var appender = connection.Append("touched_sessions"))
        {
            var appended = new AppendedRows(appender);
            foreach (var session in touched)
            {
                appended.Value(0, session);
                appended.Next();
            }

            appended.Flush();
        }

        connection.Run("insert into dirty_days select distinct day from usage_rows where origin = 2 and session_id in (select session_id from touched_sessions)");
        connection.Run("delete from usage_fates where row_key in (select row_key from usage_rows where origin = 2 and session_id in (select session_id from touched_sessions))");
        connection.Run("delete from usage_rows where origin = 2 and session_id in (select session_id from touched_sessions)");
        return Beyond(connection, names, batch.Price ?? (row => new(row, null, "")));
    }

    private static Dictionary<UsageIdentity, PricedUsage> Beyond(DuckConnection connection, Names names, Func<UsageRow, PricedUsage> price)
    {
        var beyond = new Dictionary<UsageIdentity, PricedUsage>();
        using var statement = connection.Prepare(Sums);
        using var result = statement.Run();
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++)
            {
                var tokens = new TokenCounts(More(result, 7, i), More(result, 8, i), More(result, 9, i), 0, More(result, 10, i));
                if (tokens.Total == 0) continue;
                var (tool, session) = (names.Tools.Name(result.Span<int>(1)[i]), result.Text(2, i));
                var identity = UsageIdentity.Of(tool, $"control:{session}");
                beyond[identity] = price(new()
                {
                    Tool = tool,
                    Key = identity.ToString(),
                    OccurredAt = DuckTime.Time(result.Span<long>(3)[i]),
                    Session = session,
                    Model = names.Models.Name(result.Span<int>(6)[i]),
                    Tokens = tokens,
                    Quality = UsageQuality.Rollup,
                    Person = Known(names.People.Name(result.Span<int>(4)[i])),
                    Ticket = Known(names.Tickets.Name(result.Span<int>(5)[i])),
                });
            }
        }

        return beyond;
    }

    private static HashSet<long> Save(DuckConnection connection, Names names, IReadOnlyList<ControlPoint> controls)
    {
        var ids = SessionTable.Ids(connection, [.. controls.Select(c => (names.Tools.Id(StoredText.Clean(c.Tool)), StoredText.Clean(c.Session)))]);
        connection.Run("create or replace temp table batch_controls as select * from control_points limit 0");
        using (var appender = connection.Append("batch_controls"))
        {
            var rows = new AppendedRows(appender);
            foreach (var same in controls.GroupBy(c => c.Identity))
            {
                var point = same.MaxBy(c => (c.Value, c.At))!;
                rows.Value(0, point.Identity);
                rows.Value(1, ids[(names.Tools.Id(StoredText.Clean(point.Tool)), StoredText.Clean(point.Session))]);
                rows.Value(2, names.Models.Id(StoredText.Clean(point.Model)));
                rows.Value(3, (short)point.Bucket);
                rows.Time(4, point.At);
                rows.Value(5, point.Value);
                rows.Value(6, names.People.Id(point.Person is { } person ? StoredText.Clean(person) : null));
                rows.Value(7, names.Tickets.Id(point.Ticket is { } ticket ? StoredText.Clean(ticket) : null));
                rows.Next();
            }

            rows.Flush();
        }

        connection.Run(Upsert);
        connection.Run(Insert);
        return [.. ids.Values];
    }

    private static long More(DuckResult from, int column, int row) => Math.Max(0, from.Span<long>(column)[row]);

    private static string? Known(string name) => name.Length == 0 ? null : name;
}
