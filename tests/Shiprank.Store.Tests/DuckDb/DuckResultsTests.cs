using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb;
using Shiprank.Store.Tests.Compliance;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class DuckResultsTests : ResultsCompliance, IDisposable
{
    private readonly TempFolder folder = new();
    private int made;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_tables_hold_the_last_run_and_ids_of_changes_last()
    {
        using (var store = Create())
        {
            store.ReplaceResults(GivenScore.OneChange, []);
            store.ReplaceResults(GivenScore.Empty, []);
            store.ReplaceResults(GivenScore.OneChange, []);
        }

        using var database = new DuckDatabase(folder.File("0.duckdb"));
        using var connection = database.Connect();
        object? Ask(string what) => connection.Scalar($"select concat_ws('|', {what})");
        Assert.Equal("1|2|1", Ask("(select count(*) from score_runs), (select count(*) from change_keys), (select count(*) from cells)"));
        Assert.Equal(
            "2|40|38|12|500000000|16|0|600000000|1000000000|4|4|true|7",
            connection.Scalar("select concat_ws('|', mode, eligible, alive, deleted, quality_nano, reasons, share_lo_nano, share_mid_nano, share_hi_nano, evidence, fate, provisional, request) from changes where change_id = 1"));
        Assert.Equal(1L, connection.Scalar("select count(*) from changes where change_id = 2 and quality_nano is null and deployed_at is null and request is null"));
        Assert.Equal("52250000000|630123457|653000000|2026-05-12", connection.Scalar("select concat_ws('|', size_nano, nd_nano, scu_nano, day) from cells"));
        Assert.Equal("ada|750000000|30500000000", connection.Scalar("select concat_ws('|', p.name, credit_nano, size_nano) from change_credits join people p using (person_id) order by credit_nano desc limit 1"));
        Assert.Equal("v1.2.0|c1|1|3|true", connection.Scalar("select concat_ws('|', id, sha, kind, delivered, failed) from deployments"));
        Assert.Equal(2L, connection.Scalar("select count(*) from cell_changes"));
    }

    protected override IStore Create() => DuckStore.Open(folder.File($"{made++}.duckdb"), TimeProvider.System, () => Given.Key).Value;
}
