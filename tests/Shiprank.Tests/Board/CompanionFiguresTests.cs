using Shiprank.Core.Score.Board.Companions;

namespace Shiprank.Tests.Board;

public sealed class CompanionFiguresTests
{
    private static readonly DateTimeOffset start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly CompanionFacts facts = new()
    {
        Changes =
        [
            Change(2, eligible: 100, dead: 10),
            Change(10, eligible: 50, dead: 50, defective: true, reviewed: false),
            Change(4, eligible: 50, dead: 0, reviewKnown: false),
            Change(40, eligible: 0, dead: 0),
        ],
        DeploymentFailures = [false, true, false],
        ClosedRequests = [true, true, true, false],
        Spend = new(120m, 90m, 0),
        Nd = 4.8m,
        Adoption = [new(3, 5), new(4, 5)],
    };

    [Fact]
    public void Each_companion_is_its_definition_with_both_parts()
    {
        var figures = CompanionFigures.Of(facts);
        Assert.Equal(new(3, 4, null), figures.MergeRate);
        Assert.Equal(new(1, 3, null), figures.ChangeFailureRate);
        Assert.Equal(new(100, 4, null), figures.DefectsPer100);
        Assert.Equal(25, figures.DefectsPer100.Value);
        Assert.Equal(new(60, 200, null), figures.Rework);
        Assert.Equal(new(2, 3, null), figures.ReviewCoverage);
        Assert.Equal(120, figures.SpendUsd.Value);
        Assert.Equal(25, figures.CostPerNd.Value);
        Assert.Equal(0.75m, figures.SpendTied.Value);
        Assert.Equal(0.7m, figures.Adoption.Value);
    }

    [Fact]
    public void Cycle_time_is_a_median_and_a_ninth_decile_in_hours()
    {
        // Sorted 2, 4, 10, 40: the median is (4 + 10)/2, the 90th percentile lies 0.7 of the way from 10 to 40.
        var cycle = CompanionFigures.Of(facts).CycleTime;
        Assert.Equal((7m, 31m, 4), (cycle.Median, cycle.P90, cycle.Count));
    }

    [Fact]
    public void A_clock_that_was_wrong_makes_no_negative_time() =>
        Assert.Equal(0, CompanionFigures.Of(facts with { Changes = [Change(-5, 1, 0)] }).CycleTime.Median);

    [Fact]
    public void What_is_missing_is_null_with_a_reason_and_never_a_good_value()
    {
        var none = CompanionFigures.Of(new() { Changes = [], DeploymentFailures = [], Nd = 0 });
        Figure[] figures = [none.MergeRate, none.ChangeFailureRate, none.DefectsPer100, none.Rework, none.ReviewCoverage, none.SpendUsd, none.CostPerNd, none.SpendTied, none.Adoption];
        Assert.All(figures, f =>
        {
            Assert.Null(f.Value);
            Assert.False(string.IsNullOrEmpty(f.Missing));
        });
        Assert.Null(none.CycleTime.Median);
        Assert.NotNull(none.CycleTime.Missing);
    }

    [Fact]
    public void Unpriced_usage_alone_is_no_spend_of_0()
    {
        var unpriced = CompanionFigures.Of(facts with { Spend = new(0, 0, 7) });
        Assert.Null(unpriced.SpendUsd.Value);
        Assert.Null(unpriced.CostPerNd.Value);
        Assert.Equal(0, CompanionFigures.Of(facts with { Spend = new(0, 0, 0) }).SpendUsd.Value);
    }

    [Fact]
    public void No_cost_is_told_per_nothing() => Assert.Equal("no normalised deployment in the window", CompanionFigures.Of(facts with { Nd = 0 }).CostPerNd.Missing);

    private static DeliveredChange Change(int hours, int eligible, int dead, bool defective = false, bool reviewKnown = true, bool reviewed = true) =>
        new(start, start.AddHours(hours), eligible, dead, defective, reviewKnown, reviewed);
}
