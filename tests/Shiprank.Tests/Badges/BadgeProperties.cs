using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Badges;
using Shiprank.Core.Delivery;
using Shiprank.Tests.Scoring.Properties;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Badges;

/// <summary>What holds of badges in any history.</summary>
public sealed class BadgeProperties
{
    private static readonly Arbitrary<(Step[] Steps, int Seed)> Histories = Arb.From(
        from steps in Step.Lists(Step.Everything, 30).Generator from seed in Gen.Choose(0, 9999) select (steps, seed));

    [Fact]
    public void The_order_of_events_does_not_matter() => Property.Holds(Histories, h =>
    {
        var (world, random) = (new World().Run(h.Steps), new Random(h.Seed));
        var mixed = world.Events with
        {
            Deployments = [.. world.Deployments.OrderBy(_ => random.Next())],
            Requests = [.. world.Requests.OrderBy(_ => random.Next())],
            Incidents = [.. world.Incidents.OrderBy(_ => random.Next())],
        };
        Assert.Equal(BadgeWorld.Told(BadgeWorld.Judge(world)), BadgeWorld.Told(BadgeWorld.Judge(world, events: mixed)));
    }, 80);

    [Fact]
    public void A_revert_of_the_evidence_always_revokes_a_milestone() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        world.Pass(TimeSpan.FromDays(61));
        var held = BadgeWorld.Judge(world, world.Now).Where(a => a is { State: AwardState.Earned, Rate: null }).ToList();
        if (held.Count == 0) return;
        var award = held[h.Seed % held.Count];
        var change = world.Repository.Line.First(c => c.Sha == award.Evidence[^1].Id);
        world.Commit("cy", $"Revert \"{change.Title}\"\n\nThis reverts commit {change.Sha}.", t =>
        {
            foreach (var path in t.Files.Keys.ToList()) t.Remove(path, (change.After.Has(path) ? change.After.Lines(path) : []).Except(change.Before is { } b && b.Has(path) ? b.Lines(path) : []).ToHashSet(StringComparer.Ordinal));
        });
        var after = BadgeWorld.Judge(world, world.Now.AddHours(2)).FirstOrDefault(a => a.Key == award.Key);
        Assert.True(after is { State: AwardState.Revoked, Revoked.By: not null }, $"{award.Key}: {after?.State}");
    }, 60);

    [Fact]
    public void What_never_reaches_production_earns_nothing() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        var before = BadgeWorld.Told(BadgeWorld.Judge(world, world.Now.AddDays(400)));
        var asOf = world.Now.AddDays(400);
        for (var i = 0; i < 20; i++) world.Commit("ada", $"Junk {i}", t => t.Append($"{World.Untouched}junk{i}.py", world.NewLines(50)));
        world.Deploy(status: DeploymentStatus.Failure);
        Assert.Equal(before, BadgeWorld.Told(BadgeWorld.Judge(world, asOf)));
    }, 40);

    [Fact]
    public void The_same_deployments_again_earn_nothing() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        var more = world.Events with { Deployments = [.. world.Deployments, .. world.Deployments.Where(d => d.Status == DeploymentStatus.Success).Select(d => d with { Id = d.Id + "-again" })] };
        Assert.Equal(Keys(BadgeWorld.Judge(world)), Keys(BadgeWorld.Judge(world, events: more)));
    }, 40);

    private static IEnumerable<string> Keys(IEnumerable<Award> awards) => awards.Select(a => $"{a.Key} {a.State}");
}
