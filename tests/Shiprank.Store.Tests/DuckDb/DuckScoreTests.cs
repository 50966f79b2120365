using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.ResultTables;
using Shiprank.Store.Tests.Compliance;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class DuckScoreTests : ScoreCompliance, IDisposable
{
    private readonly TempFolder folder = new();
    private int made;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_body_that_is_harmed_or_of_another_version_is_no_result_and_the_next_run_mends_it()
    {
        foreach (var harm in (string[])["update score_bodies set format = 99", "update score_bodies set content_hash = row_hash from (select uuid() as row_hash) x", "delete from score_bodies where repository_id = -1"])
        {
            var file = folder.File($"{made}.duckdb");
            using (var store = Create()) store.ReplaceResults(GivenScore.OneChange, []);
            using (var database = new DuckDatabase(file))
            {
                using var connection = database.Connect();
                connection.Run(harm);
            }

            made--;
            using var again = Create();
            Assert.Null(again.ReadScore());
            again.ReplaceResults(GivenScore.OneChange, []);
            Assert.Equal(GivenScore.OneChange.Cells.Count, again.ReadScore()!.Cells.Count);
        }
    }

    [Fact]
    public void A_repository_that_is_the_same_is_not_written_again()
    {
        using var file = StoreFile.Open(folder.File("bodies.duckdb"), TimeProvider.System, () => Given.Key).Value;
        using var connection = file.Connect();
        var names = new Names();
        names.Load(connection);
        var bodies = new ScoreBodies(names);
        Assert.Equal(2, bodies.Replace(connection, GivenScore.OneChange));
        Assert.Equal(0, bodies.Replace(connection, GivenScore.OneChange));
        Assert.Equal(1, bodies.Replace(connection, GivenScore.OneChange with { AsOf = Given.Noon.AddDays(1) }));
        Assert.Equal(1, bodies.Replace(connection, GivenScore.Empty));
        Assert.Equal(1L, connection.Scalar("select count(*) from score_bodies"));
    }

    protected override IStore Create() => DuckStore.Open(folder.File($"{made++}.duckdb"), TimeProvider.System, () => Given.Key).Value;
}
