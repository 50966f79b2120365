using Shiprank.Core.Score;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Scoring.Corners;

/// <summary>How many lines of a change are alive some days after its deployment.</summary>
public sealed class SurvivalCurveTests
{
    private readonly World world = new();
    private readonly MemoryCommit change;
    private readonly DateTimeOffset deployed;

    public SurvivalCurveTests()
    {
        world.Settle();
        change = world.Commit("ada", "Add pricing", t => t.Write("src/pricing.py", world.NewLines(10)));
        world.Pass(TimeSpan.FromHours(2));
        deployed = world.Deploy().FinishedAt;
    }

    [Fact]
    public void Lines_die_on_their_day_and_a_death_at_the_very_moment_counts()
    {
        Remove(TimeSpan.FromDays(3), 2);
        Remove(TimeSpan.FromDays(1), 3);
        Remove(TimeSpan.FromDays(40), 1);
        Assert.Equal([(0, 10), (1, 10), (3, 8), (7, 5), (14, 5), (21, 5), (30, 5)], Curve());
    }

    [Fact]
    public void A_restored_line_did_not_die()
    {
        var lost = Remove(TimeSpan.FromDays(2), 4);
        world.Pass(TimeSpan.FromDays(9));
        world.Commit("bob", "Back", t => t.Append("src/pricing.py", lost));
        Assert.All(Curve(), p => Assert.Equal(10, p.Alive));
    }

    [Fact]
    public void What_died_before_the_deployment_is_gone_on_day_0()
    {
        var early = new World();
        early.Settle();
        var sha = early.Commit("ada", "Add pricing", t => t.Write("src/pricing.py", early.NewLines(10))).Sha;
        early.Pass(TimeSpan.FromHours(1));
        early.Commit("bob", "Trim", t => t.Remove("src/pricing.py", t.Lines("src/pricing.py").Take(3).ToHashSet(StringComparer.Ordinal)));
        early.Deploy();
        Assert.Equal([7, 7, 7, 7, 7, 7, 7], early.Score().Changes.Single(c => c.Sha == sha).Survival.Select(p => p.Alive));
    }

    [Fact]
    public void There_is_no_point_beyond_as_of() =>
        Assert.Equal([(0, 10), (1, 10), (3, 10), (7, 10)], Curve(deployed.AddDays(13)));

    [Fact]
    public void A_change_that_is_not_deployed_has_no_curve() => Assert.Empty(Curve(deployed.AddMinutes(-1)));

    [Theory]
    [InlineData(30, "0 1 3 7 14 21 30")]
    [InlineData(90, "0 3 9 21 42 63 90")]
    [InlineData(10, "0 1 2 5 7 10")]
    [InlineData(1, "0 1")]
    public void The_days_keep_to_the_horizon(int horizon, string days) => Assert.Equal(days, string.Join(' ', SurvivalCurve.Days(horizon)));

    [Fact]
    public void The_curve_never_rises_and_ends_in_the_lines_alive() => Property.Holds(Step.Lists(Step.Everything, 25), steps =>
    {
        var score = new World().Run(steps).Score();
        foreach (var judged in score.Changes.Where(c => c.DeployedAt is not null))
        {
            Assert.Equal(judged.Alive, judged.Survival[^1].Alive);
            Assert.InRange(judged.Survival[0].Alive, 0, judged.Eligible);
            Assert.All(judged.Survival.Zip(judged.Survival.Skip(1)), p => Assert.True(p.Second.Alive <= p.First.Alive && p.Second.Day > p.First.Day));
        }
    });

    private List<string> Remove(TimeSpan after, int count)
    {
        world.Pass(deployed + after > world.Now ? deployed + after - world.Now : after);
        List<string> lost = [];
        world.Commit("bob", "Trim", t => t.Remove("src/pricing.py", (lost = [.. t.Lines("src/pricing.py").Take(count)]).ToHashSet(StringComparer.Ordinal)));
        return lost;
    }

    private List<(int Day, int Alive)> Curve(DateTimeOffset? asOf = null) =>
        [.. world.Score(asOf).Changes.Single(c => c.Sha == change.Sha).Survival.Select(p => (p.Day, p.Alive))];
}
