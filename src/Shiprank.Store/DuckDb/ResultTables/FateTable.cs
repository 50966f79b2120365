using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>What rows' money became. Only days on which that differs from before are computed again in the rollup.</summary>
internal static class FateTable
{
    private const string Given = "create or replace temp table given_fates (row_key uuid not null, part smallint not null, fate smallint not null, change_id bigint not null, cost_nano bigint not null)";

    private const string Resolved =
        "create or replace temp table new_fates as select u.session_id, u.row_key, u.day, g.part, g.fate, g.change_id, g.cost_nano " +
        "from given_fates g join usage_rows u on u.row_key = g.row_key";

    private const string Broken =
        "select count(*) from (select row_key, sum(cost_nano) as cost_nano from new_fates group by row_key) f " +
        "join usage_rows u on u.row_key = f.row_key where f.cost_nano <> coalesce(u.cost_nano, 0)";

    private const string Dirty =
        "insert into dirty_days select distinct day from ((select * from new_fates except select * from usage_fates) union all (select * from usage_fates except select * from new_fates)) as x";

    /// <exception cref="InvalidOperationException">Parts of a row don't sum to its cost: a bug of whoever split it.</exception>
    public static void Replace(DuckConnection connection, IReadOnlyList<UsageFate> fates, ChangeKeys keys)
    {
        connection.Run(Given);
        Append(connection, fates, keys);
        connection.Run(Resolved);
        if (connection.Scalar(Broken) is long broken and > 0) throw new InvalidOperationException($"the fates of {broken} usage rows don't sum to the rows' cost");
        connection.Run(Dirty);
        connection.Run("delete from usage_fates");
        connection.Run("insert into usage_fates select * from new_fates");
        connection.Run("drop table new_fates");
        connection.Run("drop table given_fates");
    }

    private static void Append(DuckConnection connection, IReadOnlyList<UsageFate> fates, ChangeKeys keys)
    {
        var parts = new Dictionary<Guid, short>();
        using var appender = connection.Append("given_fates");
        var rows = new AppendedRows(appender);
        foreach (var fate in fates)
        {
            var part = parts.TryGetValue(fate.RowKey, out var before) ? (short)(before + 1) : (short)0;
            parts[fate.RowKey] = part;
            rows.Uuid(0, fate.RowKey);
            rows.Value(1, part);
            rows.Value(2, (short)fate.Fate);
            rows.Value(3, fate.Change is { } change ? keys.Id(change.Repository, change.Sha) : 0L);
            rows.Value(4, fate.CostNano);
            rows.Next();
        }

        rows.Flush();
    }
}
