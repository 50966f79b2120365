using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>What rows' money became. Only days on which that differs from before are computed again in the rollup.</summary>
internal static class FateTable
{
    private const string Columns = "part, fate, change_id, cost_nano, evidence, repository_id, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, credits_nano";
    private const string Given = $"create or replace temp table given_fates as select row_key, {Columns} from usage_fates limit 0";
    private const string Resolved = $"create or replace temp table new_fates as select u.session_id, u.row_key, u.day, {Columns} from given_fates g join ({Rows}) u on u.row_key = g.row_key";
    private const string Rows = "select session_id, row_key, day from usage_rows";

    private const string Broken =
        "select count(*) from (select row_key, sum(cost_nano) as cost_nano from new_fates group by row_key) f " +
        "join usage_rows u on u.row_key = f.row_key where f.cost_nano <> coalesce(u.cost_nano, 0)";

    private const string BrokenSplit =
        "select count(*) from (select row_key, sum(input + cache_read + cache_write_5m + cache_write_1h + output) as tokens, sum(coalesce(credits_nano, 0)) as credits_nano, " +
        "count(*) - count(input) as whole from new_fates where row_key in (select row_key from new_fates where input is not null) group by row_key) f join usage_rows u on u.row_key = f.row_key " +
        "where f.whole > 0 or f.tokens <> u.input + u.cache_read + u.cache_write_5m + u.cache_write_1h + u.output or f.credits_nano <> coalesce(u.credits_nano, 0)";

    private const string Dirty =
        "insert into dirty_days select distinct day from ((select * from new_fates except select * from usage_fates) union all (select * from usage_fates except select * from new_fates)) as x";

    /// <exception cref="InvalidOperationException">Parts of a row don't sum to it: a bug of whoever split it.</exception>
    public static void Replace(DuckConnection connection, IReadOnlyList<UsageFate> fates, ChangeKeys keys, NameTable repositories)
    {
        connection.Run(Given);
        Append(connection, fates, keys, repositories);
        connection.Run(Resolved);
        if (connection.Scalar(Broken) is long broken and > 0) throw new InvalidOperationException($"the fates of {broken} usage rows don't sum to the rows' cost");
        if (connection.Scalar(BrokenSplit) is long split and > 0) throw new InvalidOperationException($"the parts of {split} usage rows don't sum to the rows' tokens and credits");
        connection.Run(Dirty);
        connection.Run("delete from usage_fates");
        connection.Run("insert into usage_fates select * from new_fates");
        connection.Run("drop table new_fates");
        connection.Run("drop table given_fates");
    }

    private static void Append(DuckConnection connection, IReadOnlyList<UsageFate> fates, ChangeKeys keys, NameTable repositories)
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
            rows.Value(5, (short)fate.Evidence);
            rows.Value(6, repositories.Id(StoredText.Clean(fate.Repository ?? "")));
            rows.Value(7, fate.Amount?.Tokens.Input);
            rows.Value(8, fate.Amount?.Tokens.CacheRead);
            rows.Value(9, fate.Amount?.Tokens.CacheWrite5m);
            rows.Value(10, fate.Amount?.Tokens.CacheWrite1h);
            rows.Value(11, fate.Amount?.Tokens.Output);
            rows.Value(12, fate.Amount?.Tokens.Reasoning);
            rows.Value(13, fate.Amount?.CreditsNano);
            rows.Next();
        }

        rows.Flush();
    }
}
