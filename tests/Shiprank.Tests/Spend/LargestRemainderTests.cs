using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;

namespace Shiprank.Tests.Spend;

public sealed class LargestRemainderTests
{
    [Fact]
    public void The_units_left_over_go_to_the_largest_remainders()
    {
        Assert.Equal([3L, 3L, 4L], LargestRemainder.Split(10, [10, 10, 11]));
        Assert.Equal([4L, 3L, 3L], LargestRemainder.Split(10, [1, 1, 1]));
        Assert.Equal([0L, 7L], LargestRemainder.Split(7, [0, 5]));
        Assert.Equal([2L, 1L], LargestRemainder.Split(3, [0, 0]));
        Assert.Equal([long.MaxValue / 2 + 1, long.MaxValue / 2], LargestRemainder.Split(long.MaxValue, [long.MaxValue, long.MaxValue]));
    }

    [Fact]
    public void Parts_sum_to_the_whole_and_none_is_a_unit_off_its_share()
    {
        var cases = from whole in Gen.Choose(0, int.MaxValue) from weights in Gen.Choose(0, 1000).NonEmptyListOf() select (whole, weights);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var parts = LargestRemainder.Split(c.whole, [.. c.weights.Select(w => (long)w)]);
            var total = c.weights.Sum();
            return parts.Sum() == c.whole
                && parts.Select((p, i) => Math.Abs(p - (total == 0 ? (decimal)c.whole / parts.Length : (decimal)c.whole * c.weights[i] / total)) < 1).All(close => close);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_unpriced_amount_stays_unpriced_in_its_parts()
    {
        var parts = new SpendAmount(null, 5, new(3, 0, 0, 0, 1)).Split([1, 1]);
        Assert.All(parts, p => Assert.Null(p.NanoUsd));
        Assert.Equal([3L, 2L], parts.Select(p => p.NanoCredits!.Value));
        Assert.Equal([new(2, 0, 0, 0, 1), new(1, 0, 0, 0, 0)], parts.Select(p => p.Tokens));
    }
}
