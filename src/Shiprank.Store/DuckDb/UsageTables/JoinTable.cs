using Shiprank.Core.Usage;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Usage;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>
/// Which rows tell of a response that another way tells better, and count no more. A log goes before the gateway, and that before what an agent sent: of the
/// rows that share a <see cref="UsageRow.Join"/>, as many metered ones, the earliest, are retired as there are read ones, and as many sent ones as there are of
/// the more numerous of the two. What is retired follows from all rows that are stored and not from the order in which they came. Sent rows without a
/// session are retired on days of which the same person's logs of the tool tell.
/// </summary>
internal static class JoinTable
{
    private const string Met =
        "create or replace temp table met_joins as select join_key from usage_joins where join_key in (select join_key from batch_joins) group by join_key having bool_or(sent) and count(*) > 1";

    /// <summary>Read, metered and sent rows of the joins, each way's numbered in the order of time. Way: 0 read, 1 metered, 2 sent.</summary>
    private const string Ranked =
        """
        create or replace temp table ranked_rows as
        select x.row_key, x.is_retired, x.way, x.person_id, x.ticket_id, j.join_key, row_number() over (partition by j.join_key, x.way order by x.row_key) as place
        from usage_joins j join (
          select row_key, identity, false as is_retired, case origin when 0 then 0 when 3 then 1 else 2 end as way, person_id, ticket_id from usage_rows where origin in (0, 1, 3)
          union all select row_key, identity, true, case origin when 3 then 1 else 2 end, person_id, ticket_id from retired_rows) x on x.identity = j.identity and (x.way > 0) = j.sent
        where j.join_key in (select join_key from met_joins)
        """;

    private const string ByJoin =
        """
        create or replace temp table moved_rows as
        select s.row_key, s.beaten as retire from (
          select s.row_key, s.is_retired, exists (select 1 from ranked_rows r where r.join_key = s.join_key and r.place = s.place and r.way < s.way) as beaten
          from ranked_rows s where s.way > 0) s
        where s.is_retired <> s.beaten
        """;

    /// <summary>What a retired row knew and its log did not: who it was, and for which ticket.</summary>
    private const string Inherit =
        """
        update usage_rows set
          person_id = case when usage_rows.person_id = 0 then p.person_id else usage_rows.person_id end,
          ticket_id = case when usage_rows.ticket_id = 0 then p.ticket_id else usage_rows.ticket_id end
        from (select r.row_key,
            coalesce(max(case when s.way = 1 and s.person_id <> 0 then s.person_id end), max(s.person_id)) as person_id,
            coalesce(max(case when s.way = 1 and s.ticket_id <> 0 then s.ticket_id end), max(s.ticket_id)) as ticket_id
          from ranked_rows r join ranked_rows s on s.join_key = r.join_key and s.place = r.place and s.way > 0 where r.way = 0 group by r.row_key) p
        where usage_rows.row_key = p.row_key and ((usage_rows.person_id = 0 and p.person_id <> 0) or (usage_rows.ticket_id = 0 and p.ticket_id <> 0))
        """;

    private const string WithoutSession =
        """
        create or replace temp table moved_rows as
        select x.row_key, x.retire from (
          select s.row_key, s.is_retired, exists (select 1 from usage_rows l where l.origin = 0 and l.tool_id = s.tool_id and l.person_id = s.person_id and l.day = s.day) as retire
          from (select row_key, false as is_retired, tool_id, person_id, day, session_id from usage_rows where origin = 1
            union all select row_key, true, tool_id, person_id, day, session_id from retired_rows where origin = 1) s
          where s.session_id in (select session_id from sessions where name = '') and s.day between $1 and $2) x
        where x.retire <> x.is_retired
        """;

    public static void LeaveOutRetired(DuckConnection connection, Dictionary<UsageIdentity, PricedUsage> fresh)
    {
        using var statement = connection.Prepare("select row_key from retired_rows where identity in (select identity from batch_identities)");
        using var result = statement.Run();
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++) fresh.Remove(UsageIdentity.Of(DuckUuid.FromVector(result.Span<Native.HugeInt>(0)[i])));
        }
    }

    /// <param name="days">Of the batch's new rows.</param>
    /// <param name="tools">Of the batch.</param>
    public static void Settle(DuckConnection connection, IReadOnlyCollection<(long Join, long Identity)> joins, UsageOrigin origin, HashSet<int> days, IEnumerable<int> tools)
    {
        if (joins.Count > 0 && Save(connection, joins, origin != UsageOrigin.Read))
        {
            connection.Run(Ranked);
            connection.Run(ByJoin);
            connection.Run("insert into dirty_days select distinct day from usage_rows where row_key in (select row_key from ranked_rows where way = 0)");
            connection.Run(Inherit);
            Move(connection);
        }

        if (days.Count == 0 || !SendsWithoutSession(connection, tools)) return;
        using (var statement = connection.Prepare(WithoutSession))
        using (statement.Bind(DuckTime.Day(days.Min()), DuckTime.Day(days.Max())).Run())
        {
            Move(connection);
        }
    }

    /// <returns>True when one of the joins has rows of both ways.</returns>
    private static bool Save(DuckConnection connection, IReadOnlyCollection<(long Join, long Identity)> joins, bool sent)
    {
        connection.Run("create or replace temp table batch_joins (join_key bigint not null, identity bigint not null)");
        using (var appender = connection.Append("batch_joins"))
        {
            var rows = new AppendedRows(appender);
            foreach (var (join, identity) in joins)
            {
                rows.Value(0, join);
                rows.Value(1, identity);
                rows.Next();
            }

            rows.Flush();
        }

        connection.Run("insert into usage_joins select b.join_key, b.identity, $1 from batch_joins b where not exists (select 1 from usage_joins j where j.join_key = b.join_key and j.identity = b.identity)", sent);
        connection.Run(Met);
        return connection.Scalar("select 1 from met_joins limit 1") is not null;
    }

    private static bool SendsWithoutSession(DuckConnection connection, IEnumerable<int> tools)
    {
        foreach (var tool in tools)
        {
            if (connection.Scalar(
                "select 1 from sessions s where s.tool_id = $1 and s.name = '' and (exists (select 1 from usage_rows u where u.session_id = s.session_id and u.origin = 1) or exists (select 1 from retired_rows r where r.session_id = s.session_id)) limit 1",
                tool) is not null) return true;
        }

        return false;
    }

    private static void Move(DuckConnection connection)
    {
        const string retire = "(select row_key from moved_rows where retire)", bring = "(select row_key from moved_rows where not retire)";
        if (connection.Scalar("select 1 from moved_rows limit 1") is null) return;
        connection.Run($"insert into retired_rows select * from usage_rows where row_key in {retire}");
        connection.Run($"delete from usage_fates where row_key in {retire}");
        connection.Run($"delete from usage_rows where row_key in {retire}");
        connection.Run($"insert into usage_rows select * from retired_rows where row_key in {bring}");
        connection.Run($"delete from retired_rows where row_key in {bring}");
        connection.Run("insert into dirty_days select distinct day from (select day from usage_rows where row_key in (select row_key from moved_rows) union select day from retired_rows where row_key in (select row_key from moved_rows)) d");
    }
}
