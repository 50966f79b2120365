using System.Text.Json;
using Shiprank.Store.Delivery;

namespace Shiprank.Store.Tests;

public sealed class HistoryCodecTests
{
    /// <summary>The first way of writing a history had no checkpoints and was the same up to them.</summary>
    [Fact]
    public void A_history_written_before_checkpoints_is_read_without_them()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var history = GivenHistory.Random(seed) with { Checkpoints = [] };
            var pack = new PackWriter();
            HistoryCodec.Write(pack, history);
            byte[] old = [1, .. pack.Written[1..^1]];

            Assert.Equal(JsonSerializer.Serialize(history), JsonSerializer.Serialize(HistoryCodec.Read(old)));
        }
    }

    [Fact]
    public void A_history_written_in_a_later_way_is_refused() =>
        Assert.Contains("99", Assert.Throws<InvalidDataException>(() => HistoryCodec.Read([99])).Message, StringComparison.Ordinal);
}
