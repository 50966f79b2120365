using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.Measures;

namespace Shiprank.Tests.Proof;

public sealed class MeasureTests
{
    [Fact]
    public void Equals_share_the_middle_of_their_places()
    {
        Assert.Equal([0, 100, 50], Places.Of([1, 9, 4]));
        Assert.Equal([0, 75, 75], Places.Of([1, 4, 4]));
        Assert.Equal([50, 50, 50], Places.Of([double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity]));
    }

    /// <summary>Worked out by hand: 4 of 6 pairs agree, 1 disagrees, 1 is tied in the first: (4 − 1) ÷ √(5 · 6).</summary>
    [Fact]
    public void Tau_b_takes_ties_out()
    {
        Assert.Equal(1, Places.TauB([1, 2, 3], [10, 20, 30]), 12);
        Assert.Equal(-1, Places.TauB([1, 2, 3], [3, 2, 1]), 12);
        Assert.Equal(3 / Math.Sqrt(30), Places.TauB([1, 2, 2, 4], [1, 4, 2, 3]), 12);
        Assert.Equal(0, Places.TauB([1, 1, 1], [1, 2, 3]));
    }

    [Fact]
    public void A_mean_of_ratios_is_owned_with_fewer_components_than_a_mean_of_wins()
    {
        // Nine people, alike but for one component that is spread a hundred times as far.
        IReadOnlyList<double[]> components =
        [
            [.. Enumerable.Range(0, 9).Select(i => Math.Pow(4, i))],
            [5, 3, 8, 1, 9, 2, 7, 4, 6],
            [2, 7, 4, 9, 1, 8, 3, 6, 5],
        ];

        Assert.Equal(1, Composite.Robustness(components, Composite.Arithmetic));
        Assert.True(Composite.Robustness(components, Composite.WinRate) >= 2);
    }

    [Fact]
    public void The_top_tenth_is_as_good_as_whom_it_holds()
    {
        double[] values = [.. Enumerable.Range(1, 20).Select(i => (double)i)];
        Assert.Equal(1, TopShares.TopTenth(values, values));
        Assert.Equal(3.0 / 39, TopShares.TopTenth([.. values.Select(v => -v)], values), 12);
        Assert.Equal(0.75, TopShares.Area([1, 1, 0.75, 0.75, 0.5, 0.5]), 12);
    }

    [Fact]
    public void An_interval_does_not_hang_on_the_order_of_the_worlds()
    {
        var estimate = Estimate.Of([1, 2, 3, 4]);
        Assert.Equal(new Estimate(2.5m, decimal.Round((decimal)(1.96 * Math.Sqrt(5.0 / 3 / 4)), 4)), estimate);
        Assert.Equal(estimate, Estimate.Of([4, 2, 1, 3]));
        Assert.Equal(new Estimate(7, 0), Estimate.Of([7]));
    }
}
