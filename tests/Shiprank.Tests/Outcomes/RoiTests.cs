using Shiprank.Core.Money.Outcomes;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Outcomes;

/// <summary>DORA's calculator with the inputs that it comes with, as its own test has them.</summary>
public sealed class RoiTests
{
    private static readonly Roi example = new(Roi.Example);

    [Fact]
    public void Every_number_of_the_calculator_is_reproduced()
    {
        Assert.Equal((5_065_000m, 3_300_000m, 8_365_000m), (example.HardCost, example.LearningCost, example.Investment));
        Assert.Equal((11_000_000m, 990_000m, -344_000m), (example.Capacity, example.Features, example.Downtime));
        Assert.Equal((11_646_000m, 3_281_000m), (example.Value, example.Benefit));
        Assert.Equal((0.3922m, 0.7183m), (Math.Round(example.Return!.Value, 4), Math.Round(example.PaybackYears!.Value, 4)));
    }

    [Fact]
    public void What_an_unknown_goes_into_is_unknown_and_nothing_else()
    {
        var roi = new Roi([.. Roi.Example.Select(i => i.Key == "time_saved" ? i with { Value = null, Origin = RoiOrigin.Unknown } : i)]);
        Assert.Equal(((decimal?)null, (decimal?)null, (decimal?)null, (decimal?)null), (roi.Capacity, roi.Value, roi.Return, roi.PaybackYears));
        Assert.Equal((8_365_000m, 990_000m), (roi.Investment, roi.Features));
        Assert.Equal(["time_saved"], roi.Missing);
    }

    [Fact]
    public void What_is_stated_goes_before_and_says_so()
    {
        var roi = example.With(new Dictionary<string, decimal> { ["staff"] = 1 }, "stated here");
        Assert.Equal((RoiOrigin.Assumed, "stated here"), (roi.Inputs[0].Origin, roi.Inputs[0].Note));
        Assert.Equal(22_000m, roi.Capacity);
    }

    [Fact]
    public void A_loss_pays_nothing_back()
    {
        var roi = example.With(new Dictionary<string, decimal> { ["time_saved"] = 0, ["features_after"] = 0 }, "");
        Assert.True(roi.Value < 0);
        Assert.Null(roi.PaybackYears);
    }

    [Theory]
    [InlineData("finance: { cost_per_person_week: 0 }", "\"cost_per_person_week\" is not a number")]
    [InlineData("finance: { unit: lines }", "nd, changes or deployments")]
    [InlineData("finance: { roi: { time_safed: 0.1 } }", "the nearest known key is \"time_saved\"")]
    public void What_makes_no_sense_is_told(string text, string expected) => Assert.Contains(expected, Assert.Single(Read(text).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void All_of_it_is_read()
    {
        var finance = Read("finance: { cost_per_person_week: 2500, other_per_week: 900, unit: changes, roi: { time_saved: 0.1 } }").Value!.Finance;
        Assert.Equal((2500m, 900m, DeliveredUnit.Changes, 0.1m), (finance.CostPerPersonWeek, finance.OtherPerWeek, finance.Unit, finance.Roi["time_saved"]));
    }

    private static Reading<OrganisationFile> Read(string text) => OrganisationReader.Parse("organisation: Northwind\n" + text, "/etc/shiprank.yaml");
}
