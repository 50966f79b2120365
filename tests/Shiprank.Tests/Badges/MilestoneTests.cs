using Shiprank.Core.Badges;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Badges;

public sealed class MilestoneTests
{
    [Fact]
    public void A_first_landing_is_issued_when_its_horizon_has_passed()
    {
        var world = new World();
        world.Settle();
        var change = world.Ship("ada");
        var deployed = world.Now;
        Assert.DoesNotContain(BadgeWorld.Judge(world, deployed.AddDays(29)), a => a.Holder == "ada");
        var award = Assert.Single(BadgeWorld.Judge(world, deployed.AddDays(31)), a => a is { Holder: "ada", Badge: "first-landing" });
        Assert.Equal((AwardState.Earned, deployed.AddDays(30), null), (award.State, award.IssuedAt, award.ExpiresAt));
        Assert.Equal(change.Sha, Assert.Single(award.Evidence).Id);
    }

    [Fact]
    public void A_revert_long_after_the_horizon_revokes_it_and_names_the_revert()
    {
        var world = new World();
        world.Settle();
        var change = world.Ship("ada");
        world.Pass(TimeSpan.FromDays(80));
        var revert = world.TakeOut("bob", change);
        var award = Assert.Single(BadgeWorld.Judge(world, world.Now.AddDays(1)), a => a is { Holder: "ada", Badge: "first-landing" });
        Assert.Equal(AwardState.Revoked, award.State);
        Assert.Equal((revert.Sha, "shop", revert.At), (award.Revoked!.By, award.Revoked.Repository, award.Revoked.At));
        Assert.Contains("was reverted by", award.Revoked.Reason, StringComparison.Ordinal);
        Assert.Equal(AwardState.Earned, Assert.Single(BadgeWorld.Judge(world, world.Now.AddDays(-2)), a => a is { Holder: "ada", Badge: "first-landing" }).State);
    }

    [Fact]
    public void The_next_change_that_stands_earns_it_anew()
    {
        var world = new World();
        world.Settle();
        var change = world.Ship("ada");
        world.Pass(TimeSpan.FromDays(2));
        var second = world.Ship("ada");
        world.Pass(TimeSpan.FromDays(60));
        world.TakeOut("bob", change);
        var awards = BadgeWorld.Judge(world, world.Now.AddDays(1)).Where(a => a is { Holder: "ada", Badge: "first-landing" }).ToList();
        Assert.Equal([AwardState.Revoked, AwardState.Earned], awards.Select(a => a.State));
        Assert.Equal(second.Sha, awards[1].Evidence[^1].Id);
    }

    [Fact]
    public void A_change_that_was_reverted_within_its_horizon_never_earned_anything()
    {
        var world = new World();
        world.Settle();
        var change = world.Ship("ada");
        world.Pass(TimeSpan.FromDays(9));
        world.TakeOut("bob", change);
        Assert.DoesNotContain(BadgeWorld.Judge(world), a => a is { Holder: "ada", Badge: "first-landing" });
    }

    [Fact]
    public void A_rollback_long_after_revokes_until_it_runs_again()
    {
        var world = new World();
        world.Settle();
        var before = world.Repository.Line[^1].Sha;
        var change = world.Ship("ada");
        world.Pass(TimeSpan.FromDays(70));
        var rollback = world.Deploy(before);
        var award = Assert.Single(BadgeWorld.Judge(world, world.Now.AddDays(1)), a => a is { Holder: "ada", Badge: "first-landing" });
        Assert.Equal((AwardState.Revoked, rollback.Id), (award.State, award.Revoked!.By));
        world.Pass(TimeSpan.FromDays(5));
        world.Deploy(change.Sha);
        Assert.Equal(AwardState.Earned, Assert.Single(BadgeWorld.Judge(world, world.Now.AddDays(1)), a => a is { Holder: "ada", Badge: "first-landing" }).State);
    }

    [Fact]
    public void An_incident_keeps_a_change_from_standing()
    {
        var world = new World();
        world.Settle();
        var change = world.Ship("ada");
        world.Incidents.Add(new("events", "INC-1", 3, world.Now.AddDays(100), null, [change.Sha[..8]], null, null));
        var awards = BadgeWorld.Judge(world).Where(a => a.Holder == "ada").Select(a => a.Badge);
        Assert.Equal(["first-landing"], awards);
    }

    [Fact]
    public void Removing_old_code_that_nobody_misses_earns_a_dry_dock()
    {
        var world = new World();
        world.Settle();
        world.Ship("bob", lines: 120);
        world.Pass(TimeSpan.FromDays(120));
        var old = world.Repository.Line[^1].After.Files.Keys.Max(StringComparer.Ordinal)!;
        var removal = world.Commit("ada", "Clear away", t => t.Remove(old, t.Lines(old).ToHashSet(StringComparer.Ordinal)));
        world.Deploy();
        Assert.DoesNotContain(BadgeWorld.Judge(world, world.Now.AddDays(59)), a => a.Badge == "dry-dock");
        var award = Assert.Single(BadgeWorld.Judge(world, world.Now.AddDays(61)), a => a.Badge == "dry-dock");
        Assert.Equal(("ada", removal.Sha), (award.Holder, Assert.Single(award.Evidence).Id));
    }

    [Fact]
    public void Who_is_not_in_the_organisation_file_holds_nothing()
    {
        var world = new World();
        world.Settle();
        world.Ship("eve");
        Assert.DoesNotContain(BadgeWorld.Judge(world), a => a.Kind == HolderKind.Person && a.Holder.Contains("eve", StringComparison.Ordinal));
    }
}
