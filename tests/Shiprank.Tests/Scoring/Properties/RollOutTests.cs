using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Properties 3 and 12: rollbacks, retries, redeployments, and what mode auto remembers.</summary>
public sealed class RollOutTests
{
    private static readonly Arbitrary<(Step[] Before, Step[] Work)> Histories = Arb.From(
        from before in Step.Lists(Step.Everything, 10).Generator
        from work in Step.Lists(Step.Changes, 5).Generator
        select (before, work));

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void What_is_rolled_back_and_stays_out_earns_nothing(string policy) => Property.Holds(Histories, h =>
    {
        var world = Deployed(h.Before, policy);
        var last = world.Repository.Line.Count;
        Work(world, h.Work);
        world.Deploy();
        world.Pass(TimeSpan.FromDays(5));
        world.Deploy(world.Repository.Line[last - 1].Sha);
        var shas = world.Repository.Line.Skip(last).Select(c => c.Sha).ToHashSet(StringComparer.Ordinal);
        var result = world.Score();
        Assert.All(result.Changes.Where(c => shas.Contains(c.Sha)), c => Assert.Equal(0, c.Quality));
        Assert.DoesNotContain(result.Cells, c => c.Changes.Any(shas.Contains));
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void A_retry_within_a_day_earns_once(string policy) => Property.Holds(Histories, h =>
    {
        World Ship(bool retried)
        {
            var world = Deployed(h.Before, policy);
            var last = world.Repository.Line[^1].Sha;
            Work(world, h.Work);
            world.Deploy();
            if (!retried) return world;
            world.Pass(TimeSpan.FromHours(2));
            world.Deploy(last);
            world.Pass(TimeSpan.FromHours(20));
            world.Deploy();
            return world;
        }

        var (once, retried) = (Ship(retried: false), Ship(retried: true));
        var asOf = retried.Now.AddDays(400);
        Assert.Equal(once.Score(asOf).EarnedWithShare(), retried.Score(asOf).EarnedWithShare());
        Assert.DoesNotContain(retried.Score(asOf).Deployments, d => d.Failed && d.At == once.Now && once.Score(asOf).Deployments.All(o => o.At != d.At || !o.Failed));
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void A_redeployment_earns_nothing(string policy) => Property.Holds(Histories, h =>
    {
        var world = Deployed(h.Before, policy);
        Work(world, h.Work);
        world.Deploy();
        var before = world.Score(world.Now.AddDays(400)).EarnedWithShare();
        var asOf = world.Now.AddDays(400);
        world.Pass(TimeSpan.FromDays(h.Work.Length));
        world.Deploy();
        Assert.Equal(before, world.Score(asOf).EarnedWithShare());
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void A_change_and_its_revert_earn_nothing(string policy) => Property.Holds(Histories, h =>
    {
        var world = Deployed(h.Before, policy);
        var merged = world.Commit("ada", "Pricing rules", t => t.Append(World.Web + "pricing.py", world.NewLines(1 + (h.Work.Length * 7))));
        world.Deploy();
        Work(world, [.. h.Work.Where(s => s.Kind is StepKind.AddFile or StepKind.Bot or StepKind.Merge)]);
        var path = merged.After.Files.Keys.Single(k => !merged.Before!.Has(k));
        var revert = world.Commit("bob", $"Revert \"Pricing rules\"\n\nThis reverts commit {merged.Sha}.", t => t.Remove(path, merged.After.Lines(path).ToHashSet(StringComparer.Ordinal)));
        world.Deploy();
        var result = world.Score();
        Assert.DoesNotContain(result.Cells, c => c.Changes.Contains(merged.Sha, StringComparer.Ordinal) || c.Changes.Contains(revert.Sha, StringComparer.Ordinal));
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void Mode_auto_gives_every_deployed_change_its_day(string policy) => Property.Holds(Step.Lists(Step.Everything, 25), steps =>
    {
        var world = new World(DeploymentMode.Auto, policy: policy).Run(steps);
        var order = world.Repository.Line.Select((c, i) => (c.Sha, i)).ToDictionary(x => x.Sha, x => x.i, StringComparer.Ordinal);
        var result = world.Score();
        foreach (var service in world.Organisation.Repositories[0].Services.Select(s => s.Name))
        {
            var seen = world.Deployments.Where(d => d.Status == DeploymentStatus.Success && (d.Service ?? service) == service).Select(d => order[d.Sha]).DefaultIfEmpty(int.MaxValue).Max();
            Assert.All(result.Changes.Where(c => c.Service == service && order[c.Sha] <= seen), c => Assert.NotNull(c.DeployedAt));
        }
    });

    [Fact]
    public void Mode_auto_forgets_nothing_when_the_third_tag_appears() => Property.Holds(Step.Lists(Step.Changes, 20), steps =>
    {
        var world = new World(DeploymentMode.Auto);
        foreach (var (step, i) in steps.Select((s, i) => (s, i)))
        {
            world.Run([step]);
            if (step.B % 3 == 0) world.Repository.Tag($"v1.{i}", world.Repository.Line[^1].Sha, world.Now);
        }

        var tagged = world.Repository.History.Tags.Count == 0 ? world.Repository.Line.Count - 1 : world.Repository.Line.Select((c, i) => (c.Sha, i)).Last(x => world.Repository.History.Tags.Any(t => t.Sha == x.Sha)).i;
        var known = world.Repository.Line.Take(tagged + 1).Select(c => c.Sha).ToHashSet(StringComparer.Ordinal);
        Assert.All(world.Score(world.Now.AddDays(60)).Changes.Where(c => known.Contains(c.Sha)), c => Assert.NotNull(c.DeployedAt));
    });

    [Theory]
    [MemberData(nameof(World.Policies), MemberType = typeof(World))]
    public void Failed_and_cancelled_deployments_change_nothing(string policy) => Property.Holds(Step.Lists(Step.Everything, 25), steps =>
    {
        foreach (var mode in new[] { DeploymentMode.Auto, DeploymentMode.Events })
        {
            var world = new World(mode, policy: policy).Run(steps);
            var succeeded = world.Events with { Deployments = [.. world.Deployments.Where(d => d.Status == DeploymentStatus.Success)] };
            Assert.Equal(world.Score(events: succeeded).Judged(), world.Score().Judged());
        }
    });

    /// <summary>A history whose head is deployed, a day ago.</summary>
    private static World Deployed(Step[] before, string policy)
    {
        var world = new World(policy: policy).Run(before);
        world.Pass(TimeSpan.FromHours(1));
        world.Deploy();
        world.Pass(TimeSpan.FromDays(1));
        return world;
    }

    private static void Work(World world, Step[] steps) => world.Run(steps.Select(s => s with { Hours = s.Hours % 30 }));
}
