using Shiprank.Core.Score.Dora;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Dora;

/// <summary>What ends a failure, and what is rework, by hand. A deployment fails at hour 24.</summary>
public sealed class RecoveryTests
{
    private readonly Scene scene = new();
    private readonly MemoryCommit bad;

    public RecoveryTests()
    {
        scene.Deploy(0);
        bad = scene.Commit(10, message: "Pricing rules");
        scene.Deploy(24);
    }

    [Fact]
    public void The_deployment_of_its_revert_ends_it_and_not_the_merge()
    {
        Revert(30);
        scene.Deploy(36);
        var five = scene.Of("web");
        Assert.Equal((12m, RestoredBy.Revert), (five.Recovery.Median, five.Failures[0].Restored!.By));
        Assert.Equal((ReworkReasons.Revert, 1m, 3m), (Assert.Single(five.Reworks).Rework, five.ReworkRate.Numerator, five.ReworkRate.Denominator));
    }

    [Fact]
    public void A_failure_that_lasts_is_in_no_median()
    {
        Revert(30);
        var five = scene.Of("web");
        Assert.Equal((1, "no failed deployment is restored yet"), (five.NotRestored, five.Recovery.Missing));
    }

    [Fact]
    public void A_change_that_says_what_it_fixes_ends_it()
    {
        scene.Incident(25, null, changes: bad.Sha);
        scene.Commit(28, "bob", $"Round up\n\nFixes: {bad.Sha[..12]} (\"Pricing rules\")");
        scene.Deploy(30);
        var five = scene.Of("web");
        Assert.Equal((6m, RestoredBy.Fix), (five.Recovery.Median, five.Failures[0].Restored!.By));
        Assert.Equal(ReworkReasons.Fix, Assert.Single(five.Reworks).Rework);
    }

    [Fact]
    public void A_change_that_names_the_incident_ends_it()
    {
        scene.Incident(25, null, id: "INC-7", changes: bad.Sha);
        scene.Commit(28, "bob", "INC-7: round up");
        scene.Deploy(30);
        Assert.Equal((6m, RestoredBy.Fix), (scene.Of("web").Recovery.Median, scene.Of("web").Failures[0].Restored!.By));
    }

    [Fact]
    public void A_change_merged_after_the_incident_that_lists_it_is_its_fix_and_not_its_cause()
    {
        scene.Incident(25, null, id: "outage");
        var fix = scene.Commit(28, "bob");
        scene.World.Incidents[^1] = scene.World.Incidents[^1] with { Changes = [bad.Sha, fix.Sha] };
        scene.Deploy(30);
        var five = scene.Of("web");
        Assert.Equal(1m, five.ChangeFailRate.Numerator);
        Assert.Equal((6m, RestoredBy.Fix), (five.Recovery.Median, five.Failures[0].Restored!.By));
    }

    [Fact]
    public void The_last_cause_tells()
    {
        var other = scene.Commit(40);
        scene.Deploy(48);
        scene.Incident(49, 60, changes: other.Sha);
        scene.Incident(50, 58, deployment: scene.World.Deployments[^1].Id);
        var five = scene.Of("web");

        // From hour 48: the deployment's own incident ended at 58, its change's at 60.
        Assert.Equal(12m, five.Recovery.Median);
    }

    [Fact]
    public void A_revert_that_comes_with_what_it_reverts_leaves_nothing_to_restore()
    {
        var both = scene.Commit(40, message: "Coupons");
        Revert(41, both, "Coupons");
        scene.Deploy(48);
        var five = scene.Of("web");

        // The board counts it as a failure (the change was reverted); users never had it, so it is no recovery and no rework.
        Assert.Equal(1m, five.ChangeFailRate.Numerator);
        Assert.Equal((0, 0), (five.Recovery.Count, five.NotRestored));
        Assert.Empty(five.Reworks);
    }

    [Fact]
    public void To_land_again_what_was_reverted_is_no_rework()
    {
        var revert = Revert(30);
        scene.Deploy(36);
        scene.At(50).World.Commit("ada", $"Reapply \"Pricing rules\"\n\nThis reverts commit {revert.Sha}.", t => t.Append("src/again.py", bad.After.Lines(Path(bad))));
        scene.Deploy(60);
        Assert.Equal((1m, 4m), (scene.Of("web").ReworkRate.Numerator, scene.Of("web").ReworkRate.Denominator));
    }

    [Fact]
    public void A_fix_of_what_never_ran_is_no_rework()
    {
        var young = scene.Commit(40);
        scene.Commit(41, message: $"Mend it\n\nFixes: {young.Sha}");
        scene.Deploy(48);
        Assert.Equal(0m, scene.Of("web").ReworkRate.Numerator);
    }

    [Fact]
    public void A_team_has_the_deployments_of_its_peoples_changes()
    {
        scene.Commit(40, "cy");
        scene.Deploy(48);
        var (checkout, ledger) = (scene.OfTeam("Checkout"), scene.OfTeam("Ledger"));
        Assert.Equal((14m, 8m), (checkout.LeadTime.Hours.Median, ledger.LeadTime.Hours.Median));

        // The first deployment brought cy's first change.
        Assert.Equal((1m, 2m), (checkout.DaysPerWeek.Numerator, ledger.DaysPerWeek.Numerator));
    }

    private MemoryCommit Revert(double hour) => Revert(hour, bad, "Pricing rules");

    private MemoryCommit Revert(double hour, MemoryCommit change, string title) => scene.At(hour).World.Commit(
        "bob", $"Revert \"{title}\"\n\nThis reverts commit {change.Sha}.", t => t.Remove(Path(change), change.After.Lines(Path(change)).ToHashSet(StringComparer.Ordinal)));

    private static string Path(MemoryCommit change) => change.After.Files.Keys.Single(k => !change.Before!.Has(k));
}
