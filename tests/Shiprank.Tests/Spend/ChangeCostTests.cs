using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Usage;
using Shiprank.Core.Score;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Spend;

public sealed class ChangeCostTests
{
    [Fact]
    public void Cost_is_divided_by_what_is_alive_and_by_the_changes_part_of_nd()
    {
        var world = new World();
        world.Settle();
        world.Commit("ada", "One", t => t.Append("src/a.py", world.NewLines(30)));
        world.Commit("ada", "Two", t => t.Append("src/a.py", world.NewLines(10)));
        world.Deploy();
        var score = world.Score();
        var (one, two) = (score.Changes[^2], score.Changes[^1]);
        var cell = Assert.Single(score.Cells);
        var cost = ChangeCost.Of([Part(one.Sha, 60_000_000_000), Part(two.Sha, 5_000_000_000)], score);
        Assert.Equal((2m, cell.Nd * 0.75m), (cost[("shop", one.Sha)].PerSurvivingLine.Value, cost[("shop", one.Sha)].Nd));
        Assert.Equal((0.5m, cell.Nd * 0.25m), (cost[("shop", two.Sha)].PerSurvivingLine.Value, cost[("shop", two.Sha)].Nd));
        Assert.Equal(60 / (cell.Nd * 0.75m), cost[("shop", one.Sha)].PerNd.Value!.Value, 20);
    }

    [Fact]
    public void What_has_no_price_or_nothing_alive_has_a_reason_and_no_figure()
    {
        var world = new World();
        world.Settle();
        world.Commit("ada", "One", t => t.Append("src/a.py", world.NewLines(3)));
        var sha = world.Score().Changes[^1].Sha;
        Assert.Equal(("none of its usage has a price", null), (Cost(null).PerNd.Missing, Cost(null).Usd));
        Assert.Equal("it earned no normalised deployment", Cost(7).PerNd.Missing);
        ChangeCost Cost(long? nano) => ChangeCost.Of([Part(sha, nano)], world.Score())[("shop", sha)];
    }

    [Fact]
    public void Nd_of_the_changes_is_nd_of_the_cells() => Property.Holds(Step.Lists(Step.Everything, 20), steps =>
    {
        var score = new World().Run(steps).Score();
        Assert.Equal(score.Cells.Sum(c => c.Nd), ChangeNd.Of(score).Values.Sum(), 18);
    });

    private static SpendPart Part(string change, long? nano) => new(
        new("codex", "r" + change, DateTimeOffset.UnixEpoch, "s", "ada", "shop", "", new(nano, null, new(1, 0, 0, 0, 1))), SpendFate.Live, LinkEvidence.Content, "shop", change, new(nano, null, new TokenCounts(1, 0, 0, 0, 1)));
}
