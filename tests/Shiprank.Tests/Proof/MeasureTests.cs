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

    /// <summary>By hand: of two that even each other out one is enough; against somebody who leads in all three, all three are needed.</summary>
    [Fact]
    public void As_many_components_have_to_be_owned_as_the_leader_leads_in()
    {
        Assert.Equal(1, Composite.Robustness([[1, 2, 3], [3, 2, 1]], Composite.Arithmetic));
        Assert.Equal(3, Composite.Robustness([[1, 2, 30], [1, 2, 30], [1, 2, 30]], Composite.Arithmetic));
        Assert.Equal(2, Composite.Robustness([[1, 2, 30], [1, 2, 30], [1, 2, 30]], Composite.WinRate));
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
