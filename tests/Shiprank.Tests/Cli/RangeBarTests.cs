using Shiprank.Cli.Terminal;

namespace Shiprank.Tests.Cli;

public sealed class RangeBarTests
{
    [Theory]
    [InlineData(2, 5, 8, false, "  ├──●──┤  ")]
    [InlineData(2, 5, 8, true, "  [--o--]  ")]
    [InlineData(0, 0, 10, false, "●─────────┤")]
    [InlineData(4, 4, 4, false, "    ●      ")]
    [InlineData(-3, 1, 20, true, "[o--------]")]
    [InlineData(4, 4.4, 5, true, "    o]     ")]
    public void An_interval_stands_where_it_lies_on_the_scale(double lo, double value, double hi, bool ascii, string bar) =>
        Assert.Equal(bar, RangeBar.Draw(lo, value, hi, 0, 10, 11, ascii));

    [Fact]
    public void A_scale_without_length_still_has_its_dot() => Assert.Equal("o    ", RangeBar.Draw(0, 0, 0, 0, 0, 5, ascii: true));
}
