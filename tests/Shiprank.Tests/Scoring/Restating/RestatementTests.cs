using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Restating;
using Shiprank.Tests.Scoring.Properties;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Scoring.Restating;

/// <summary>Property 8: history restated is history logged.</summary>
public sealed class RestatementTests
{
    private static readonly Dictionary<(DateOnly, SpendFate), long> NoSpend = [];
    private readonly World world = new();

    [Fact]
    public void A_late_incident_restates_the_closed_cell_and_no_other()
    {
        world.Settle();
        var broken = world.Commit("ada", "One", t => t.Append("src/a.py", world.NewLines(60)));
        world.Commit("bob", "Two", t => t.Append("src/b.py", world.NewLines(60)));
        world.Deploy();
        var (day, opened) = (DateOnly.FromDateTime(world.Now.UtcDateTime), world.Now.AddDays(2));
        world.Pass(TimeSpan.FromDays(50));
        var before = Stated(world.Score(world.Now));
        world.Incidents.Add(new("events", "i1", 1, opened, null, [broken.Sha], null, null));
        var after = world.Score(world.Now.AddDays(1));
        var restated = Assert.Single(Restatements.Of(before, after, NoSpend));
        var was = before.Cells.Single(c => c.Person == "ada").NdNano;
        Assert.Equal(new("nd web", "ada", day, was, null, $"incident of {broken.Sha[..7]}", Closed: true), restated);
        Assert.Empty(Restatements.Of(Stated(after), world.Score(world.Now.AddDays(2)), NoSpend));
    }

    [Fact]
    public void A_revert_says_by_what_and_lines_that_die_say_so()
    {
        world.Settle();
        var (lines, others) = (world.NewLines(60), world.NewLines(60));
        var one = world.Commit("ada", "One", t => t.Append("src/a.py", lines));
        var two = world.Commit("bob", "Two", t => t.Append("src/b.py", others));
        world.Deploy();
        world.Pass(TimeSpan.FromDays(3));
        var before = Stated(world.Score(world.Now));
        world.Pass(TimeSpan.FromDays(1));
        var revert = world.Commit("cy", $"Revert \"One\"\n\nThis reverts commit {one.Sha}.", t => t.Remove("src/a.py", lines.ToHashSet(StringComparer.Ordinal)));
        world.Commit("cy", "Tidy", t => t.Remove("src/b.py", others.Take(20).ToHashSet(StringComparer.Ordinal)));
        var restated = Restatements.Of(before, world.Score(world.Now), NoSpend);
        Assert.Equal([$"{one.Sha[..7]} reverted by {revert.Sha[..7]}", $"lines of {two.Sha[..7]} died"], restated.Select(r => r.Cause));
        Assert.All(restated, r => Assert.False(r.Closed));
    }

    [Fact]
    public void A_deployment_that_is_told_later_makes_cells_on_days_that_were_told()
    {
        world.Settle();
        var change = world.Commit("ada", "One", t => t.Append("src/a.py", world.NewLines(60)));
        world.Pass(TimeSpan.FromDays(5));
        var before = Stated(world.Score(world.Now));
        world.Deployments.Add(new("events", "late", "shop", null, "production", change.Sha, DeploymentStatus.Success, world.Now.AddDays(-4), null));
        var restated = Assert.Single(Restatements.Of(before, world.Score(world.Now), NoSpend), r => r.IsNd);
        Assert.Equal((null, $"deployment of {change.Sha[..7]} told later"), (restated.OldNano, restated.Cause));
    }

    [Fact]
    public void What_happens_from_the_last_as_of_on_is_news()
    {
        world.Settle();
        var before = Stated(world.Score(world.Now));
        world.Commit("ada", "One", t => t.Append("src/a.py", world.NewLines(60)));
        world.Deploy();
        Assert.Empty(Restatements.Of(before, world.Score(world.Now), NoSpend));
    }

    [Fact]
    public void An_earlier_as_of_restates_nothing_and_another_policy_says_so()
    {
        world.Settle();
        world.Commit("ada", "One", t => t.Append("src/a.py", world.NewLines(60)));
        world.Deploy();
        world.Pass(TimeSpan.FromDays(5));
        var score = world.Score(world.Now);
        Assert.Empty(Restatements.Of(Stated(score), world.Score(world.Now.AddDays(-9)), NoSpend));
        var other = score with { Policy = score.Policy with { Sha256 = "other" }, Cells = [.. score.Cells.Select(c => c with { Nd = c.Nd / 2 })] };
        Assert.All(Restatements.Of(Stated(score), other, NoSpend), r => Assert.Equal("another policy", r.Cause));
        Assert.NotEmpty(Restatements.Of(Stated(score), other, NoSpend));
    }

    [Fact]
    public void Spend_that_becomes_something_else_is_told_by_day_and_fate()
    {
        var (day, today) = (new DateOnly(2026, 3, 2), new DateOnly(2026, 5, 1));
        var score = world.Score(new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero));
        var before = Stated(score) with { SpendNano = new Dictionary<(DateOnly, SpendFate), long> { [(day, SpendFate.Open)] = 70, [(day.AddDays(1), SpendFate.Live)] = 5, [(today, SpendFate.Open)] = 1 } };
        var restated = Restatements.Of(before, score, new Dictionary<(DateOnly, SpendFate), long> { [(day, SpendFate.Open)] = 30, [(day, SpendFate.Abandoned)] = 40, [(day.AddDays(1), SpendFate.Live)] = 6 });
        Assert.Equal(
            [("spend abandoned", null, 40L, "its changes became something else"), ("spend open", 70L, 30L, "its changes became something else"), ("spend live", 5L, 6L, "usage or prices of the day told later")],
            restated.Select(r => (r.Subject, r.OldNano, r.NewNano!.Value, r.Cause)));
    }

    [Fact]
    public void What_was_stated_and_what_is_restated_give_what_is_stated_now() => Property.Holds(
        Arb.From(from steps in Step.Lists(Step.Everything, 24).Generator from cut in Gen.Choose(0, 60) select (steps, cut)),
        c =>
        {
            var made = new World().Run(c.steps);
            var asOf = made.Repository.Line[0].At.AddDays(30 + c.cut);
            var (before, after) = (Stated(made.Score(asOf)), made.Score());
            var told = before.Cells.ToDictionary(x => (x.Service, x.Person, x.Day), x => (long?)x.NdNano);
            foreach (var r in Restatements.Of(before, after, NoSpend))
            {
                var key = (r.Subject["nd ".Length..], r.Person!, r.Day);
                Assert.Equal(told.GetValueOrDefault(key), r.OldNano);
                Assert.DoesNotContain("people", r.Cause, StringComparison.Ordinal);
                told[key] = r.NewNano;
            }

            var today = DateOnly.FromDateTime(asOf.UtcDateTime);
            Assert.Equal(
                Stated(after).Cells.Where(x => x.Day < today).Select(x => (x.Service, x.Person, x.Day, (long?)x.NdNano)).Order(),
                told.Where(t => t.Value is not null && t.Key.Day < today).Select(t => (t.Key.Service, t.Key.Person, t.Key.Day, t.Value)).Order());
        });

    private static StatedResults Stated(ScoreResult score) => new(
        score.AsOf,
        score.Policy.Sha256,
        [.. score.Cells.Select(c => new StatedCell(c.Repository, c.Service, c.Day, c.Person, Nano.Of(c.Nd), c.Provisional, c.Changes))],
        [.. score.Changes.Select(c => new StatedChange(c.Repository, c.Service, c.Sha, c.DeployedAt, c.Eligible, c.Alive, c.Deleted, c.Reasons))],
        NoSpend);
}
