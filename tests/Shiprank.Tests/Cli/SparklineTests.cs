using Shiprank.Cli.Terminal;

namespace Shiprank.Tests.Cli;

public sealed class SparklineTests
{
    [Theory]
    [InlineData("40 40 39 20 1 0", 40, false, "██▇▄▁ ")]
    [InlineData("40 40 39 20 1 0", 40, true, "##%=. ")]
    [InlineData("0 0", 0, false, "  ")]
    [InlineData("2000000000", 2000000000, false, "█")]
    public void Only_the_whole_is_a_full_column_and_only_0_is_a_blank(string values, int max, bool ascii, string line) =>
        Assert.Equal(line, Sparkline.Draw(values.Split(' ').Select(int.Parse), max, ascii));
}
