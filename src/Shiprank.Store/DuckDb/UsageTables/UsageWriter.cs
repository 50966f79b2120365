using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Usage;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>
/// Takes a batch of usage. A response's copies may lie any time apart (a fork rewrites the times), so rows are compared by identity
/// over the whole table: one scan of a bigint column a batch. Only where that finds days are whole rows of these days read back,
/// merged by <see cref="UsageMerge"/>, and written again only where the merge knows more.
/// </summary>
internal sealed class UsageWriter(Names names, TimeProvider clock)
{
    private const string Staging = "create or replace temp table batch_identities (identity bigint not null)";
    private const string Doomed = "create or replace temp table doomed_rows (row_key uuid not null)";
    private const string MatchedDays = "select min(u.day), max(u.day) from usage_rows u where u.identity in (select identity from batch_identities)";
    private const string Matches = $"select {UsageColumns.Select} from usage_rows u join batch_identities b on b.identity = u.identity join sessions s on s.session_id = u.session_id where u.day between $1 and $2";

    private const string Withdrawn =
        "select u.row_key, u.day from usage_rows u join batches b on b.batch_id = u.batch_id where b.source_id = $1 and u.identity not in (select identity from batch_identities)";

    /// <summary>Rows go in; the caller holds the transaction.</summary>
    /// <param name="joins">By what other sources may know the batch's rows.</param>
    public AddedUsage Add(DuckConnection connection, UsageBatch batch, Dictionary<UsageIdentity, PricedUsage> rows, IReadOnlyCollection<(long Join, long Identity)> joins)
    {
        if (connection.Scalar("select 1 from batches where content_hash = $1", batch.ContentHash) is not null) return new(0, 0, batch.Rows.Count, Known: true);
        var fresh = new Dictionary<UsageIdentity, PricedUsage>(rows);
        var days = new HashSet<int>();
        StageIdentities(connection, fresh.Keys);
        if (batch.Origin is UsageOrigin.Sent or UsageOrigin.Metered) JoinTable.LeaveOutRetired(connection, fresh);
        var replaced = Reconcile(connection, batch.Restates, fresh, days);
        if (batch.Restates) Withdraw(connection, names.Sources.Id(StoredText.Clean(batch.Source)), days);
        var id = (long)connection.Scalar("select coalesce(max(batch_id), 0) + 1 from batches")!;
        var sessions = Append(connection, fresh, id, batch.Origin, days);
        MarkDirty(connection, days);
        JoinTable.Settle(connection, joins, batch.Origin, days, rows.Values.Select(r => names.Tools.Id(r.Row.Tool)).Distinct());
        if (ControlTable.Settle(connection, names, batch, sessions, rows) is { Count: > 0 } beyond)
        {
            var more = new HashSet<int>();
            Append(connection, beyond, id, UsageOrigin.Control, more);
            MarkDirty(connection, more);
        }

        var added = new AddedUsage(fresh.Count - replaced, replaced, batch.Rows.Count - fresh.Count, Known: false);
        if (batch.Sent is { } sent) TelemetryTables.Save(connection, sent, rows, fresh);
        connection.Run(
            "insert into batches values ($1, $2, $3, $4, $5, $6, $7, $8)",
            batch.ContentHash, id, names.Sources.Id(StoredText.Clean(batch.Source)), batch.Rows.Count, added.Added, added.Replaced, added.Duplicates, clock.GetUtcNow());
        return added;
    }

    /// <summary>Marks days whose rollup must be computed again.</summary>
    public static void MarkDirty(DuckConnection connection, IReadOnlyCollection<int> days)
    {
        using var appender = connection.Append("dirty_days");
        var row = 0;
        foreach (var day in days)
        {
            appender.Column<int>(0)[row] = day;
            if (++row < DuckAppender.Capacity) continue;
            appender.Commit(row);
            row = 0;
        }

        appender.Commit(row);
        appender.Flush();
    }

    /// <summary>Leaves in <paramref name="fresh"/> what must be written; takes out of the table what it replaces.</summary>
    private int Reconcile(DuckConnection connection, bool restates, Dictionary<UsageIdentity, PricedUsage> fresh, HashSet<int> days)
    {
        if (FindDays(connection) is not var (first, last)) return 0;
        var doomed = new List<Guid>();
        var sessions = new Dictionary<long, string>();
        using (var statement = connection.Prepare(Matches))
        using (var result = statement.Bind(first, last).Run())
        {
            while (result.NextChunk())
            {
                for (var i = 0; i < result.Count; i++)
                {
                    var stored = UsageColumns.Read(result, i, names, sessions);
                    var identity = UsageIdentity.Of(stored.RowKey);
                    if (!fresh.TryGetValue(identity, out var usage)) continue;
                    var before = new PricedUsage(stored.Row, stored.CostNano, stored.PriceList);
                    var merged = restates ? UsageMerge.Restate(before, usage) : UsageMerge.Merge(before, usage);
                    if (merged == before)
                    {
                        fresh.Remove(identity);
                        continue;
                    }

                    fresh[identity] = merged;
                    doomed.Add(stored.RowKey);
                    days.Add(DuckTime.Days(DateOnly.FromDateTime(stored.Row.OccurredAt.UtcDateTime)));
                }
            }
        }

        Delete(connection, doomed);
        return doomed.Count;
    }

    /// <summary>Takes out rows that a source has said before and says no more.</summary>
    private static void Withdraw(DuckConnection connection, int source, HashSet<int> days)
    {
        var doomed = new List<Guid>();
        using (var statement = connection.Prepare(Withdrawn))
        using (var result = statement.Bind(source).Run())
        {
            while (result.NextChunk())
            {
                for (var i = 0; i < result.Count; i++)
                {
                    doomed.Add(DuckUuid.FromVector(result.Span<Native.HugeInt>(0)[i]));
                    days.Add(result.Span<int>(1)[i]);
                }
            }
        }

        Delete(connection, doomed);
    }

    /// <summary>The days within which rows of the batch's identities are stored; null when there are none.</summary>
    private static (DateOnly First, DateOnly Last)? FindDays(DuckConnection connection)
    {
        using var statement = connection.Prepare(MatchedDays);
        using var result = statement.Run();
        return result.NextChunk() && !result.IsNull(0, 0) ? (DuckTime.Day(result.Span<int>(0)[0]), DuckTime.Day(result.Span<int>(1)[0])) : null;
    }

    private static void StageIdentities(DuckConnection connection, IReadOnlyCollection<UsageIdentity> identities)
    {
        connection.Run(Staging);
        using var appender = connection.Append("batch_identities");
        var row = 0;
        foreach (var identity in identities)
        {
            appender.Column<long>(0)[row] = identity.Low;
            if (++row < DuckAppender.Capacity) continue;
            appender.Commit(row);
            row = 0;
        }

        appender.Commit(row);
        appender.Flush();
    }

    /// <summary>A row's fates go with it: they were shares of a cost that is no more.</summary>
    private static void Delete(DuckConnection connection, List<Guid> rowKeys)
    {
        if (rowKeys.Count == 0) return;
        connection.Run(Doomed);
        using (var appender = connection.Append("doomed_rows"))
        {
            for (var at = 0; at < rowKeys.Count;)
            {
                var rows = Math.Min(DuckAppender.Capacity, rowKeys.Count - at);
                var column = appender.Column<Native.HugeInt>(0);
                for (var i = 0; i < rows; i++, at++) column[i] = DuckUuid.ToVector(rowKeys[at]);
                appender.Commit(rows);
            }

            appender.Flush();
        }

        connection.Run("delete from usage_fates where row_key in (select row_key from doomed_rows)");
        connection.Run("delete from usage_rows where row_key in (select row_key from doomed_rows)");
    }

    /// <returns>The sessions that the rows are of.</returns>
    private Dictionary<(int Tool, string Name), long>.ValueCollection Append(DuckConnection connection, Dictionary<UsageIdentity, PricedUsage> rows, long batch, UsageOrigin origin, HashSet<int> days)
    {
        if (rows.Count == 0) return new Dictionary<(int Tool, string Name), long>().Values;
        var wanted = new HashSet<(int, string)>();
        foreach (var usage in rows.Values) wanted.Add((names.Tools.Id(usage.Row.Tool), usage.Row.Session));
        var sessions = SessionTable.Ids(connection, wanted);
        using var appender = connection.Append("usage_rows");
        var row = 0;
        foreach (var (identity, usage) in rows)
        {
            var session = sessions[(names.Tools.Id(usage.Row.Tool), usage.Row.Session)];
            UsageColumns.Write(appender, row, names, new(identity, usage), session, batch, origin);
            days.Add(DuckTime.Days(DateOnly.FromDateTime(usage.Row.OccurredAt.UtcDateTime)));
            if (++row < DuckAppender.Capacity) continue;
            appender.Commit(row);
            row = 0;
        }

        appender.Commit(row);
        appender.Flush();
        return sessions.Values;
    }
}
