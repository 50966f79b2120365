using Shiprank.Core.Score.Board;

namespace Shiprank.Tests.Board;

public sealed class BandTests
{
    [Fact]
    public void A_band_opens_where_its_first_group_exceeds_the_next_with_nine_to_one()
    {
        // √2·1.2816 = 1.8124 is the distance at which P = 0.9 for two groups of sd 1.
        Assert.Equal([1, 1, 2, 2], Bands.Of([new(10, 1, 0), new(8.19, 1, 0), new(8.18, 1, 0), new(6.5, 1, 0)], 0.9));
        Assert.Equal([1, 1, 1, 2], Bands.Of([new(10, 1, 0), new(9, 1, 0), new(8.5, 1, 0), new(8, 1, 0)], 0.9));
    }

    [Theory]
    [InlineData(1, 1, 0.760249938906523)]
    [InlineData(1, 0, 0.841344746068543)]
    [InlineData(-1, 0, 0.158655253931457)]
    public void The_probability_is_that_of_the_difference_of_two_normals(double difference, double otherSd, double probability) =>
        Assert.Equal(probability, Bands.Exceeds(new(difference, 1, 0), new(0, otherSd, 0)), 12);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0.5)]
    [InlineData(-1, 0)]
    public void Without_spread_the_difference_decides(double difference, double probability) =>
        Assert.Equal(probability, Bands.Exceeds(new(difference, 0, 0), new(0, 0, 0)));

    [Fact]
    public void Equal_rates_without_spread_share_a_band() => Assert.Equal([1, 1, 1], Bands.Of([new(5, 0, 1), new(5, 0, 1), new(5, 0, 1)], 0.9));
}
