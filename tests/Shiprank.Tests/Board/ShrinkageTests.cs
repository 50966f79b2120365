using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Score.Board;

namespace Shiprank.Tests.Board;

public sealed class ShrinkageTests
{
    private static readonly Arbitrary<decimal[][]> boards =
        Gen.Choose(0, 40).Select(n => n / 4m).ArrayOf(6).Two().Select(two => new[] { two.Item1, two.Item2 })
            .SelectMany(two => Gen.Choose(0, 40).Select(n => n / 4m).ArrayOf(6).ListOf().Select(more => two.Concat(more).ToArray()))
            .ToArbitrary();

    [Fact]
    public void Three_groups_shrink_as_computed_by_hand()
    {
        // se² = 1/6, 1/12, 1/12; weights 6, 12, 12; fixed mean 78/30 = 2.6; Q = 34.56 + 0.12 + 14.52 = 49.2;
        // c = 30 − 324/30 = 19.2; τ² = (49.2 − 2)/19.2 = 2.458333…
        var shrunk = Groups.Shrunk([4, 5, 6, 5], [2, 3, 2, 3], [1, 2, 1, 2]);
        Near([0.06349206349206349, 0.032786885245901634, 0.032786885245901634], shrunk.Select(p => p.Pull));
        Near([4.871657754010696, 2.5156921188743753, 1.548479004120277], shrunk.Select(p => p.Mean));
        Near([0.39507550681440134, 0.28390331610633723, 0.28390331610633723], shrunk.Select(p => p.Sd));
        Near([4.221758545301006, 2.0486711638794506, 1.0814580491253523], shrunk.Select(p => p.Lo));
        Near([5.5215569627203855, 2.9827130738693, 2.0154999591152016], shrunk.Select(p => p.Hi));
    }

    [Fact]
    public void Groups_that_do_not_differ_beyond_chance_all_get_the_mean()
    {
        var shrunk = Groups.Shrunk([4, 6, 5, 5], [5, 6, 4, 6], [4, 5, 6, 6]);
        Assert.All(shrunk, p => Assert.Equal(1, p.Pull));
        Near([5.148148148148149, 5.148148148148149, 5.148148148148149], shrunk.Select(p => p.Mean));
        Assert.All(shrunk, p => Assert.Equal(0, p.Sd));
    }

    [Fact]
    public void A_standard_error_of_0_is_replaced_by_the_smallest_other()
    {
        var replaced = Groups.Shrunk([3, 3, 3, 3], [2, 3, 2, 3], [1, 5, 1, 5]);
        Assert.Equal(Math.Sqrt(1 / 12d) * Math.Sqrt(1 - replaced[0].Pull), replaced[0].Sd, 12);
        Assert.Equal(replaced[1].Pull, replaced[0].Pull, 12);
    }

    [Fact]
    public void Without_any_spread_the_standard_error_is_a_twentieth_of_the_mean()
    {
        // μ = 4, se = 0.2, Q = (1 + 1)/0.04 = 50, c = 25, τ² = 49/25 = 1.96, B = 0.04/2 = 0.02.
        var shrunk = Groups.Shrunk([3, 3, 3, 3], [5, 5, 5, 5]);
        Near([0.02, 0.02], shrunk.Select(p => p.Pull));
        Near([3.02, 4.98], shrunk.Select(p => p.Mean));
        Near([0.2 * Math.Sqrt(0.98), 0.2 * Math.Sqrt(0.98)], shrunk.Select(p => p.Sd));
    }

    [Fact]
    public void A_board_of_zeros_is_zeros()
    {
        Assert.All(Groups.Shrunk([0, 0, 0, 0], [0, 0, 0, 0]), p => Assert.Equal(new Posterior(0, 0, 1), p));
        Assert.Empty(Shrinkage.Of([]));
    }

    [Fact]
    public void A_group_alone_keeps_its_own_rate()
    {
        var alone = Groups.Shrunk([2, 3, 2, 3]).Single();
        Assert.Equal((2.5, 0d), (alone.Mean, alone.Pull));
        Assert.Equal(Math.Sqrt(1 / 12d), alone.Sd, 12);
    }

    [Fact]
    public void No_order_of_groups_or_weeks_changes_a_bit() => Check.QuickThrowOnFailure(Prop.ForAll(boards, board =>
    {
        var straight = Groups.Shrunk(board);
        var turned = Groups.Shrunk([.. board.Reverse().Select(r => r.Reverse().ToArray())]);
        return straight.SequenceEqual(turned.Reverse());
    }));

    [Fact]
    public void A_shrunken_rate_lies_between_its_own_and_the_others_and_is_surer_than_its_own() => Check.QuickThrowOnFailure(Prop.ForAll(boards, board =>
    {
        var shrunk = Groups.Shrunk(board);
        var means = board.Select(r => (double)r.Average()).ToList();
        return shrunk.Zip(means).All(x => x.First.Pull is >= 0 and <= 1
            && x.First.Mean >= means.Min() - 1e-9 && x.First.Mean <= means.Max() + 1e-9
            && x.First.Lo <= x.First.Mean && x.First.Mean <= x.First.Hi);
    }));

    [Fact]
    public void Twice_the_rates_are_twice_the_result() => Check.QuickThrowOnFailure(Prop.ForAll(boards, board =>
        Groups.Shrunk(board).Zip(Groups.Shrunk([.. board.Select(r => r.Select(x => 2 * x).ToArray())]))
            .All(x => Math.Abs((2 * x.First.Mean) - x.Second.Mean) < 1e-9 && Math.Abs((2 * x.First.Sd) - x.Second.Sd) < 1e-9)));

    private static void Near(double[] expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), x => Assert.Equal(x.First, x.Second, 12));
}
