using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Restating;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>Reads what the last run stated, for the next one to compare.</summary>
internal sealed class ResultsReader(Reader reader, Names names)
{
    /// <summary>Null before the first run.</summary>
    public StatedResults? Read()
    {
        var run = Rows("select as_of, policy_sha256 from score_runs", (r, i) => (AsOf: DuckTime.Time(r.Span<long>(0)[i]), Policy: r.Text(1, i)));
        return run is [var last, ..] ? new(last.AsOf, last.Policy, Cells(), Changes(), Spend()) : null;
    }

    private List<StatedCell> Cells()
    {
        var changes = Rows(
            "select c.cell_id, k.sha from cell_changes c join change_keys k on k.change_id = c.change_id order by c.cell_id, k.sha",
            (r, i) => (Cell: r.Span<long>(0)[i], Sha: r.Text(1, i))).ToLookup(c => c.Cell, c => c.Sha);
        return Rows(
            "select cell_id, repository_id, service_id, day, person_id, nd_nano, provisional from cells",
            (r, i) => new StatedCell(
                names.Repositories.Name(r.Span<int>(1)[i]), names.Services.Name(r.Span<int>(2)[i]), DuckTime.Day(r.Span<int>(3)[i]), names.People.Name(r.Span<int>(4)[i]),
                r.Span<long>(5)[i], (bool)r.Value(6, i)!, [.. changes[r.Span<long>(0)[i]]]));
    }

    private List<StatedChange> Changes() => Rows(
        "select k.repository_id, c.service_id, k.sha, c.deployed_at, c.eligible, c.alive, c.deleted, c.reasons from changes c join change_keys k on k.change_id = c.change_id",
        (r, i) => new StatedChange(
            names.Repositories.Name(r.Span<int>(0)[i]), names.Services.Name(r.Span<int>(1)[i]), r.Text(2, i), (DateTimeOffset?)r.Value(3, i),
            (int)r.Span<long>(4)[i], (int)r.Span<long>(5)[i], (int)r.Span<long>(6)[i], (QualityReasons)r.Span<short>(7)[i]));

    private Dictionary<(DateOnly Day, SpendFate Fate), long> Spend() => Rows(
        "select day, fate, cast(sum(cost_nano) as bigint) as cost_nano from usage_fates group by day, fate",
        (r, i) => (Day: DuckTime.Day(r.Span<int>(0)[i]), Fate: (SpendFate)r.Span<short>(1)[i], Nano: r.Span<long>(2)[i])).ToDictionary(s => (s.Day, s.Fate), s => s.Nano);

    private List<T> Rows<T>(string sql, Func<DuckResult, int, T> row)
    {
        using var statement = reader.Connection.Prepare(sql);
        using var result = statement.Run();
        var rows = new List<T>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) rows.Add(row(result, i));
        }

        return rows;
    }
}
