using Shiprank.Core.Money.Outcomes;
using Shiprank.Core.Score.Board.Companions;

namespace Shiprank.Tests.Outcomes;

/// <summary>Published examples of CTS-SW, and the panels that others compute wrongly.</summary>
public sealed class CostToServeTests
{
    private static readonly TensionMetric[] tension = [new("changeFailureRate", "Failed deployments", Figure.Of(1, 16, ""))];

    [Fact]
    public void Eight_weeks_and_sixteen_deployments_are_half_a_week_each()
    {
        var cts = CostToServe.Of(new(8, null, 100, 0), 16, tension);
        Assert.Equal(0.5m, cts.PersonWeeks.Value);
        Assert.Equal("the cost of a person-week is not known", cts.Usd.Missing);
    }

    [Fact]
    public void Fifteen_percent_of_130_million_is_nearly_ten_times_two_million()
    {
        var avoided = CostToServe.Avoided(1_000 * 130_000m, 0.15m);
        Assert.Equal((19_500_000m, 9.75m), (avoided, avoided / 2_000_000m));
    }

    [Fact]
    public void Fifteen_percent_of_sixty_are_nine_points_and_sixty_percent_more_profit()
    {
        var points = CostToServe.MarginPoints(0.60m, 0.15m);
        Assert.Equal((9m, 0.6m), (points, points / 15));
    }

    [Fact]
    public void Labour_agents_and_the_rest_are_the_cost()
    {
        var cts = CostToServe.Of(new(10, 2_500, 400, 600), 13, tension);
        Assert.Equal((26_000m, 2_000m), (cts.Cost.TotalUsd, cts.Usd.Value));
    }

    /// <summary>A cross join of credits with what they bought gives the total for each: 100, and 60.</summary>
    [Theory]
    [InlineData(100, 25, 4)]
    [InlineData(60, 6, 10)]
    public void A_total_by_its_units_is_not_the_total(int credits, int requests, int each) => Assert.Equal(each, Figure.Of(credits, requests, "").Value);

    [Fact]
    public void There_is_no_headline_without_its_tension()
    {
        var cts = CostToServe.Of(new(8, 1_000, 0, 0), 16, [tension[0] with { Figure = Figure.Unknown("no deployments") }]);
        Assert.Null(cts.Usd.Value);
        Assert.Null(cts.PersonWeeks.Value);
        Assert.Contains("not shown without them", cts.Usd.Missing, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CostToServe.Of(new(8, 1_000, 0, 0), 16, []));
    }

    [Fact]
    public void Nothing_delivered_costs_nothing_that_could_be_told() => Assert.Equal("no unit reached production", CostToServe.Of(new(8, 1_000, 0, 0), 0, tension).Usd.Missing);
}
