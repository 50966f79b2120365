using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>The log of syncs.</summary>
internal static class SyncTable
{
    public static void Add(DuckConnection connection, SyncRun run) => connection.Run(
        "insert into sync_runs select coalesce(max(run_id), 0) + 1, $1, $2, $3, $4, $5 from sync_runs",
        run.StartedAt, run.FinishedAt, StoredText.Clean(run.Program), StoredText.Clean(run.CountsText()), StoredText.Clean(run.ProblemsText()));

    public static List<SyncRun> Read(Reader reader, int last)
    {
        using var statement = reader.Connection.Prepare("select started_at, finished_at, program, counts, problems from sync_runs order by run_id desc limit $1");
        using var result = statement.Bind(last).Run();
        var runs = new List<SyncRun>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                runs.Add(SyncRun.Parse(DuckTime.Time(result.Span<long>(0)[i]), DuckTime.Time(result.Span<long>(1)[i]), result.Text(2, i), result.Text(3, i), result.Text(4, i)));
            }
        }

        return runs;
    }
}
