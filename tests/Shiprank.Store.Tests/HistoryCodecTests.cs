using System.Text.Json;
using Shiprank.Store.Delivery;

namespace Shiprank.Store.Tests;

public sealed class HistoryCodecTests
{
    /// <summary>The first way of writing a history had no checkpoints and no replacements behind them, the second no replacements.</summary>
    [Fact]
    public void A_history_written_in_an_earlier_way_is_read_without_what_it_lacks()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var history = GivenHistory.Random(seed) with { Checkpoints = [] };
            var pack = new PackWriter();
            HistoryCodec.Write(pack, history);
            byte[] first = [1, .. pack.Written[1..^9]], second = [2, .. pack.Written[1..^8]];

            Assert.Equal(JsonSerializer.Serialize(history), JsonSerializer.Serialize(HistoryCodec.Read(first)));
            Assert.Equal(JsonSerializer.Serialize(history), JsonSerializer.Serialize(HistoryCodec.Read(second)));
        }
    }

    [Fact]
    public void A_history_written_in_a_later_way_is_refused() =>
        Assert.Contains("99", Assert.Throws<InvalidDataException>(() => HistoryCodec.Read([99])).Message, StringComparison.Ordinal);
}
