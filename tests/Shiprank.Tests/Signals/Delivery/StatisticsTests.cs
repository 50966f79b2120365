using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Tests.Signals.Delivery;

/// <summary>Golden numbers of the literature, worked out apart from the code.</summary>
public sealed class StatisticsTests
{
    /// <summary>Acceptance of agents' requests in AIDev; the bound is known to four places.</summary>
    [Theory]
    [InlineData(1754, 2686, 0.6348)]
    [InlineData(1335, 2729, 0.4705)]
    [InlineData(74, 144, 0.4330)]
    [InlineData(53, 101, 0.4282)]
    [InlineData(559, 1462, 0.3578)]
    public void Wilsons_lower_bound_puts_small_samples_behind_large_ones(int hits, int trials, double bound) => Assert.Equal(bound, Wilson.Lower(hits, trials), 4);

    [Fact]
    public void Nothing_tried_bounds_nothing() => Assert.Equal((0, 1), (Wilson.Lower(0, 0), Wilson.Upper(0, 0)));

    /// <summary>Efron and Morris 1975: 18 batters, 45 at-bats each.</summary>
    [Fact]
    public void Batters_are_pulled_to_their_mean()
    {
        int[] hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];
        double[] later = [.346, .298, .276, .222, .273, .270, .263, .210, .269, .230, .264, .256, .303, .264, .226, .285, .316, .200];
        var shrunk = ShrunkRates.Of([.. hits.Select(h => (h, 45))]);
        var mean = hits.Sum() / (18 * 45.0);
        Assert.Equal(0.2654, mean, 4);
        Assert.Equal(0.294, shrunk[0], 3);
        Assert.Equal(0.2117, (shrunk[0] - mean) / ((18 / 45.0) - mean), 4);
        var (plain, pulled) = (hits.Zip(later, (h, l) => Math.Pow((h / 45.0) - l, 2)).Sum(), shrunk.Zip(later, (s, l) => Math.Pow(s - l, 2)).Sum());
        Assert.Equal((0.0753, 0.0213), (Math.Round(plain, 4), Math.Round(pulled, 4)));
        Assert.Equal(3.53, plain / pulled, 2);
    }

    [Fact]
    public void Few_trials_are_pulled_more_than_many()
    {
        var shrunk = ShrunkRates.Of([(5, 10), (50, 100), (1, 100), (2, 100), (3, 100), (1, 100)]);
        Assert.True(shrunk[0] < shrunk[1]);
        Assert.InRange(shrunk[1], 0.4, 0.5);
    }

    /// <summary>1 … 5 and 100: median 3.5, deviations 2.5, 1.5, 0.5, 0.5, 1.5, 96.5, their median 1.5.</summary>
    [Fact]
    public void Modified_z_is_by_the_median() => Assert.Equal(0.6745 * 96.5 / 1.5, RobustZ.Of(100, [1, 2, 3, 4, 5, 100]), 9);

    /// <summary>Of 0, 0, 0, 0 and 10 the median deviation is 0 and the mean one 2.</summary>
    [Fact]
    public void Without_a_median_deviation_the_mean_one_stands_in() => Assert.Equal(10 / (1.2533 * 2), RobustZ.Of(10, [0, 0, 0, 0, 10]), 9);

    [Fact]
    public void Above_others_that_are_all_alike_is_beyond_measure() => Assert.Equal((double.PositiveInfinity, 0), (RobustZ.Of(1, [0, 0, 0]), RobustZ.Of(0, [0, 0, 0])));

    /// <summary>1 − e⁻² − 2e⁻² − 2e⁻².</summary>
    [Fact]
    public void Three_or_more_where_two_are_expected() => Assert.Equal(1 - (5 * Math.Exp(-2)), Tails.AtLeast(3, 2), 12);

    /// <summary>Ten a bin below, twenty above: the density doubles, θ = ln 2, σ² = 24/5 · (1/20 + 1/10) / 5.</summary>
    [Fact]
    public void A_density_that_doubles_steps_by_ln_2()
    {
        var step = DensityBreak.At([.. Values(15, 20, 10), .. Values(20, 25, 20)], 20, 5);
        Assert.Equal((100, 50), (step.Above, step.Below));
        Assert.Equal(Math.Log(2), step.Step!.Value, 9);
        Assert.Equal(Math.Sqrt(24.0 / 5 * 0.15 / 5), step.Error!.Value, 9);
        Assert.Equal(50, step.Excess, 9);
    }

    /// <summary>A slope is no step: 10, 12, 14, … on both sides of the line is the same line.</summary>
    [Fact]
    public void A_slope_is_no_step()
    {
        var values = Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat(15 + i, 10 + (2 * i))).ToList();
        Assert.Equal(0, DensityBreak.At(values, 20, 5).Step!.Value, 9);
    }

    [Fact]
    public void With_nobody_below_no_ratio_can_be_told() => Assert.Null(DensityBreak.At([.. Values(20, 25, 20)], 20, 5).Z);

    private static IEnumerable<int> Values(int from, int to, int each) => Enumerable.Range(from, to - from).SelectMany(v => Enumerable.Repeat(v, each));
}
