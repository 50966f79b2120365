using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>The last scoring run. Each is compared with the one before, and only rows that differ are written.</summary>
internal sealed class ScoreTables(Names names, TimeProvider clock)
{
    private static readonly (string Table, string Key)[] Tables =
    [
        ("changes", "change_id, service_id"), ("change_credits", "change_id, service_id, person_id"), ("cells", "cell_id"),
        ("cell_changes", "cell_id, change_id"), ("deployments", "repository_id, service_id, id, sha, deployed_at"),
    ];

    /// <returns>Rows written or removed.</returns>
    public long Replace(DuckConnection connection, ScoreResult score, ChangeKeys keys)
    {
        connection.Run("delete from score_runs");
        connection.Run("insert into score_runs values ($1, $2, $3, $4)", score.AsOf, StoredText.Clean(score.Policy.Name), score.Policy.Sha256, clock.GetUtcNow());
        foreach (var (table, _) in Tables) connection.Run($"create or replace temp table new_{table} as select * from {table} limit 0");
        var cells = CellIds(connection, score.Cells);
        AppendChanges(connection, score.Changes, keys);
        AppendCredits(connection, score.Changes, keys);
        AppendCells(connection, score.Cells, cells);
        AppendCellChanges(connection, score.Cells, cells, keys);
        AppendDeployments(connection, score.Deployments);
        return Tables.Sum(t => Settle(connection, t.Table, t.Key));
    }

    public static ScoreRun? LastRun(Reader reader)
    {
        using var statement = reader.Connection.Prepare("select as_of, policy, policy_sha256, computed_at from score_runs");
        using var result = statement.Run();
        return reader.Next(result) ? new(DuckTime.Time(result.Span<long>(0)[0]), result.Text(1, 0), result.Text(2, 0), DuckTime.Time(result.Span<long>(3)[0])) : null;
    }

    /// <summary>Brings a table to what was given; rows that are the same are not touched.</summary>
    private static long Settle(DuckConnection connection, string table, string key)
    {
        var gone = connection.Run($"delete from {table} where ({key}) in (select {key} from (select * from {table} except select * from new_{table}) as other)");
        var written = connection.Run($"insert into {table} select * from new_{table} except select * from {table}");
        connection.Run($"drop table new_{table}");
        return gone + written;
    }

    /// <summary>Ids of the cells, in the order given: a cell keeps the one that it had.</summary>
    private List<long> CellIds(DuckConnection connection, IReadOnlyList<Cell> cells)
    {
        var known = new Dictionary<(int, int, DateOnly, int), long>();
        using (var statement = connection.Prepare("select cell_id, repository_id, service_id, day, person_id from cells"))
        using (var result = statement.Run())
        {
            while (result.NextChunk())
            {
                for (var i = 0; i < result.Count; i++) known[(result.Span<int>(1)[i], result.Span<int>(2)[i], DuckTime.Day(result.Span<int>(3)[i]), result.Span<int>(4)[i])] = result.Span<long>(0)[i];
            }
        }

        var next = known.Count == 0 ? 0 : known.Values.Max() + 1;
        return [.. cells.Select(c => known.TryGetValue((Repository(c.Repository), Service(c.Service), c.Day, Person(c.Person)), out var id) ? id : next++)];
    }

    private static void Share(AppendedRows rows, int column, Share share)
    {
        rows.Value(column, Nano.Of(share.Lo));
        rows.Value(column + 1, Nano.Of(share.Mid));
        rows.Value(column + 2, Nano.Of(share.Hi));
    }

    private int Service(string name) => names.Services.Id(StoredText.Clean(name));

    private int Repository(string name) => names.Repositories.Id(StoredText.Clean(name));

    private int Person(string id) => names.People.Id(StoredText.Clean(id));

    private void AppendChanges(DuckConnection connection, IReadOnlyList<ScoredChange> changes, ChangeKeys keys)
    {
        using var appender = connection.Append("new_changes");
        var rows = new AppendedRows(appender);
        foreach (var change in changes)
        {
            rows.Value(0, keys.Id(change.Repository, change.Sha));
            rows.Value(1, Service(change.Service));
            rows.Value(2, (short)change.Mode);
            rows.Time(3, change.MergedAt);
            rows.Time(4, change.DeployedAt);
            rows.Value(5, (long)change.Eligible);
            rows.Value(6, (long)change.Alive);
            rows.Value(7, (long)change.Deleted);
            rows.Value(8, Nano.Of(change.Quality));
            rows.Value(9, (short)change.Reasons);
            Share(rows, 10, change.Share);
            rows.Value(13, (short)change.Evidence);
            rows.Value(14, (short)change.Fate);
            rows.Value(15, change.Provisional);
            rows.Value(16, (long?)change.Request);
            rows.Next();
        }

        rows.Flush();
    }

    private void AppendCredits(DuckConnection connection, IReadOnlyList<ScoredChange> changes, ChangeKeys keys)
    {
        using var appender = connection.Append("new_change_credits");
        var rows = new AppendedRows(appender);
        foreach (var change in changes)
        {
            foreach (var part in change.Parts)
            {
                rows.Value(0, keys.Id(change.Repository, change.Sha));
                rows.Value(1, Service(change.Service));
                rows.Value(2, Person(part.Person));
                rows.Value(3, Nano.Of(part.Credit));
                rows.Value(4, Nano.Of(part.Size));
                rows.Next();
            }
        }

        rows.Flush();
    }

    private void AppendCells(DuckConnection connection, IReadOnlyList<Cell> cells, List<long> ids)
    {
        using var appender = connection.Append("new_cells");
        var rows = new AppendedRows(appender);
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            rows.Value(0, ids[i]);
            rows.Value(1, Repository(cell.Repository));
            rows.Value(2, Service(cell.Service));
            rows.Day(3, cell.Day);
            rows.Value(4, Person(cell.Person));
            rows.Value(5, Nano.Of(cell.S));
            rows.Value(6, Nano.Of(cell.Nd));
            rows.Value(7, Nano.Of(cell.Scu));
            Share(rows, 8, cell.Share);
            rows.Value(11, cell.Provisional);
            rows.Next();
        }

        rows.Flush();
    }

    private static void AppendCellChanges(DuckConnection connection, IReadOnlyList<Cell> cells, List<long> ids, ChangeKeys keys)
    {
        using var appender = connection.Append("new_cell_changes");
        var rows = new AppendedRows(appender);
        for (var i = 0; i < cells.Count; i++)
        {
            foreach (var sha in cells[i].Changes)
            {
                rows.Value(0, ids[i]);
                rows.Value(1, keys.Id(cells[i].Repository, sha));
                rows.Next();
            }
        }

        rows.Flush();
    }

    private void AppendDeployments(DuckConnection connection, IReadOnlyList<ScoredDeployment> deployments)
    {
        using var appender = connection.Append("new_deployments");
        var rows = new AppendedRows(appender);
        foreach (var deployment in deployments)
        {
            rows.Value(0, Repository(deployment.Repository));
            rows.Value(1, Service(deployment.Service));
            rows.Text(2, StoredText.Clean(deployment.Id));
            rows.Text(3, StoredText.Clean(deployment.Sha));
            rows.Time(4, deployment.At);
            rows.Value(5, (short)deployment.Kind);
            rows.Value(6, (long)deployment.Delivered);
            rows.Value(7, deployment.Failed);
            rows.Next();
        }

        rows.Flush();
    }
}
