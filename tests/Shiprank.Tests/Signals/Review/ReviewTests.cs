using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Signals.Review;

namespace Shiprank.Tests.Signals.Review;

public sealed class ReviewTests
{
    private static readonly DateOnly monday = new(2026, 11, 9);
    private static readonly ReviewedChange[] delivered = [.. Enumerable.Range(0, 40).Select(i => new ReviewedChange("shop", $"{i:x4}"))];

    /// <summary><c>printf 2026-11-09 | openssl dgst -sha256 -hmac harbour</c>, then <c>printf 'shop\n0007' | openssl dgst -sha256 -hmac $week</c>.</summary>
    [Fact]
    public void The_order_can_be_computed_with_common_tools()
    {
        var week = ReviewDraw.WeekSeed("harbour", monday);
        Assert.Equal("3d3332ce4df19a593256b0c704d7378a73702bc70be9e1d8ace0ccb464daa153", week);
        Assert.Equal("7fe7f528e1ba07ce91a9fe0723b9e128d5c0f64d17d9f0d3cccd5301f342f821", ReviewDraw.Place(week, delivered[7]));
    }

    [Fact]
    public void The_draw_does_not_depend_on_the_order_and_is_another_with_another_seed_or_week()
    {
        var week = ReviewDraw.WeekSeed("harbour", monday);
        var drawn = ReviewDraw.Of(week, delivered, 5);
        Assert.Equal(5, drawn.Count);
        Assert.Equal(drawn, ReviewDraw.Of(week, delivered.Reverse().Concat(delivered), 5));
        Assert.NotEqual(drawn, ReviewDraw.Of(ReviewDraw.WeekSeed("haven", monday), delivered, 5));
        Assert.NotEqual(drawn, ReviewDraw.Of(ReviewDraw.WeekSeed("harbour", monday.AddDays(7)), delivered, 5));
        Assert.Equal(drawn, ReviewDraw.Of(week, delivered, 12).Take(5));
    }

    [Fact]
    public void Over_many_weeks_every_change_is_drawn_about_as_often()
    {
        var times = Enumerable.Range(0, 800).SelectMany(w => ReviewDraw.Of(ReviewDraw.WeekSeed("harbour", monday.AddDays(7 * w)), delivered, 5)).CountBy(c => c).ToDictionary();
        Assert.All(delivered, c => Assert.InRange(times[c], 60, 145));
    }

    /// <summary>By hand: of 10 × 10 pairs the better one has more in all but the 2 × 10 of the two that were worth it and have nothing, which tie with 3 and lose to 7: 80 + 2 × 1.5 = 83.</summary>
    [Fact]
    public void The_estimate_is_the_area_under_the_curve()
    {
        JudgedChange[] judged =
        [
            .. Enumerable.Range(0, 8).Select(i => new JudgedChange(2, 0.9m + (0.001m * i))), new(2, 0), new(2, 0),
            .. Enumerable.Range(0, 7).Select(i => new JudgedChange(0, 0.1m + (0.001m * i))), new(0, 0), new(0, 0), new(0, 0),
        ];
        var estimate = ReviewEstimate.Of(judged);
        Assert.Equal((20, 100L, 0.83m), (estimate.Changes, estimate.Pairs, estimate.Value));
        Assert.InRange(estimate.Lo!.Value, 0.5m, 0.70m);
        Assert.InRange(estimate.Hi!.Value, 0.9m, 1m);
    }

    [Fact]
    public void Few_answers_or_all_of_one_kind_say_so()
    {
        Assert.Contains("19 of at least 20", ReviewEstimate.Of([.. Enumerable.Range(0, 19).Select(i => new JudgedChange(i % 3, i))]).Missing, StringComparison.Ordinal);
        Assert.Contains("all but 4", ReviewEstimate.Of([.. Enumerable.Range(0, 40).Select(i => new JudgedChange(i < 4 ? 0 : 2, i))]).Missing, StringComparison.Ordinal);
        Assert.Null(ReviewEstimate.Of([]).Value);
    }

    [Fact]
    public void It_has_no_order_and_turns_around_with_the_answers()
    {
        var change = Gen.Choose(0, 2).Zip(Gen.Choose(0, 1000), (w, nd) => new JudgedChange(w, nd / 1000m)).ArrayOf(60);
        Prop.ForAll(change.ToArbitrary(), judged =>
        {
            var (one, back, turned) = (ReviewEstimate.Of(judged), ReviewEstimate.Of([.. judged.Reverse()]), ReviewEstimate.Of([.. judged.Select(j => j with { Worth = 2 - j.Worth })]));
            return one.Value is not { } value || (back.Value == value && Math.Abs(turned.Value!.Value - (1 - value)) < 1e-20m && one.Lo >= 0 && one.Lo <= value && value <= one.Hi && one.Hi <= 1);
        }).QuickCheckThrowOnFailure();
    }
}
