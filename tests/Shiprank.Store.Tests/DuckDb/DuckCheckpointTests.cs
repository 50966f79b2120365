using Shiprank.Core.Delivery.Lines;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Tests.Compliance;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class DuckCheckpointTests : CheckpointCompliance, IDisposable
{
    private readonly TempFolder folder = new();
    private int made;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("update ledger_checkpoints set format = 99")]
    [InlineData("update ledger_checkpoints set body = from_hex('00') where part = 1")]
    [InlineData("update ledger_checkpoints set checksum = '01234567-89ab-cdef-0123-456789abcdef'")]
    [InlineData("update ledger_checkpoints set part_count = part_count + 1")]
    [InlineData("update ledger_checkpoints set part = 7 where part = 1")]
    [InlineData("delete from ledger_checkpoints where part = 1")]
    public void What_is_harmed_or_of_another_version_is_worth_nothing(string harm)
    {
        var checkpoint = GivenCheckpoint.Random(1) with { Sections = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["much"] = new byte[5_000_000] } };
        using (var store = Create()) store.SaveCheckpoint("shop", checkpoint);
        using (var database = new DuckDatabase(folder.File("0.duckdb")))
        using (var connection = database.Connect())
        {
            Assert.True(connection.Run(harm) > 0);
        }

        made = 0;
        using var again = Create();
        Assert.Null(again.ReadCheckpoint("shop", checkpoint.Name));
        Assert.Equal([checkpoint.Name], again.Checkpoints("shop"));
    }

    protected override IStore Create() => DuckStore.Open(folder.File($"{made++}.duckdb"), TimeProvider.System, () => Given.Key).Value;
}
