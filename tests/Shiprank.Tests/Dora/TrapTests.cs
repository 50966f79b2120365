using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score.Dora;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Dora;

/// <summary>The traps that other tools fall into, each by an example worked by hand. Hours count from Monday noon, so hour 12 is Tuesday.</summary>
public sealed class TrapTests
{
    [Fact]
    public void The_first_deployment_known_tells_no_lead_time()
    {
        var scene = new Scene();
        scene.Commit(10);
        scene.Deploy(24);
        scene.Commit(48);
        scene.Deploy(60);
        var five = scene.Of("web");

        // Two changes came with the first deployment and may have run before; the third took 12 hours.
        Assert.Equal((12m, 12m, 1), (five.LeadTime.Hours.Median, five.LeadTime.Hours.P90, five.LeadTime.Hours.Count));
        Assert.Equal((2, LeadTimeEnd.Deployment), (five.LeadTime.LeftOut, five.LeadTime.End));

        // Deployments are known from day 1 on: 27 of 28 days.
        Assert.Equal((2m, 27 / 7m), (five.DaysPerWeek.Numerator, five.DaysPerWeek.Denominator));
        Assert.Equal((2m, 27m), (five.DeploymentsPerDay.Numerator, five.DeploymentsPerDay.Denominator));
    }

    [Fact]
    public void A_rollback_is_no_deployment_day_and_lists_no_change_again()
    {
        var scene = new Scene();
        scene.Deploy(0);
        var first = scene.Commit(10);
        scene.Deploy(24);
        scene.Deploy(48, scene.World.Repository.Line[0].Sha);
        scene.Commit(80);
        scene.Deploy(96);
        var five = scene.Of("web");

        // Days 0, 1 and 4; the rollback of day 2 is none. Lead times: 14 and 16 hours, each change once.
        Assert.Equal((3m, 4m), (five.DaysPerWeek.Numerator, five.DaysPerWeek.Denominator));
        Assert.Equal((15m, 2), (five.LeadTime.Hours.Median, five.LeadTime.Hours.Count));
        Assert.Equal(1, five.Apart.Rollbacks);

        // The deployment of day 1 failed and was taken back after 24 hours. That of day 4 brings its change back with a new one.
        Assert.Equal((1m, 3m), (five.ChangeFailRate.Numerator, five.ChangeFailRate.Denominator));
        Assert.Equal((24m, 1), (five.Recovery.Median, five.Recovery.Count));
        Assert.Equal(RestoredBy.Rollback, Assert.Single(five.Failures).Restored!.By);
        Assert.Equal([first.Sha], Assert.Single(five.Reworks).BroughtBack);
        Assert.Equal(ReworkReasons.AfterRollback, five.Reworks[0].Rework);
        Assert.Equal((1m, 3m), (five.ReworkRate.Numerator, five.ReworkRate.Denominator));
    }

    [Fact]
    public void A_retry_within_the_retry_hours_is_neither_a_failure_nor_a_deployment_of_its_own()
    {
        var scene = new Scene();
        scene.Deploy(0);
        var change = scene.Commit(10);
        scene.Deploy(24);
        scene.Deploy(25, scene.World.Repository.Line[0].Sha);
        scene.Deploy(27, change.Sha);
        var five = scene.Of("web");
        Assert.Equal(2m, five.DaysPerWeek.Numerator);
        Assert.Equal((0m, 2m), (five.ChangeFailRate.Numerator, five.ChangeFailRate.Denominator));
        Assert.Equal("no deployment failed", five.Recovery.Missing);
        Assert.Equal((1, 1), (five.Apart.Rollbacks, five.Apart.Redeployments));
        Assert.Empty(five.Reworks);
    }

    [Fact]
    public void A_request_that_was_rebased_loses_none_of_its_commits()
    {
        var scene = new Scene();
        scene.Deploy(0);
        scene.Commit(10);
        scene.Commit(12);
        var last = scene.Commit(14);
        scene.World.Review(last, "ada", "bob");
        scene.Deploy(24);
        var five = scene.Of("web");

        // The request names the last commit only; all three went live, after 14, 12 and 10 hours.
        Assert.Equal((12m, 3), (five.LeadTime.Hours.Median, five.LeadTime.Hours.Count));
    }

    [Fact]
    public void An_incident_blames_the_deployment_that_it_names_and_not_the_latest_one()
    {
        var scene = new Scene();
        scene.Deploy(0);
        scene.Commit(5, folder: World.Api);
        scene.Commit(6);
        var api = scene.Deploy(24, service: "api");
        scene.Deploy(30, service: "web");
        scene.Incident(31, 33, deployment: api.Id);
        var (web, bad) = (scene.Of("web"), scene.Of("api"));
        Assert.Equal((0m, 2m), (web.ChangeFailRate.Numerator, web.ChangeFailRate.Denominator));
        Assert.Equal((1m, 2m), (bad.ChangeFailRate.Numerator, bad.ChangeFailRate.Denominator));

        // From hour 24 to hour 33.
        Assert.Equal((9m, RestoredBy.IncidentClosed), (bad.Recovery.Median, bad.Failures[0].Restored!.By));
    }

    [Fact]
    public void An_incident_of_one_service_blames_no_other_that_the_deployment_rolled_out()
    {
        var scene = new Scene();
        scene.Deploy(0);
        scene.Commit(5, folder: World.Api);
        scene.Commit(6);
        var both = scene.Deploy(24);
        scene.Incident(31, 33, deployment: both.Id, service: "api");
        Assert.Equal((0m, 1m), (scene.Of("web").ChangeFailRate.Numerator, scene.Of("api").ChangeFailRate.Numerator));
    }

    [Fact]
    public void An_incident_that_names_nothing_blames_nothing_and_is_counted()
    {
        var scene = new Scene();
        scene.Deploy(0);
        scene.Commit(5);
        scene.Deploy(24);
        scene.Incident(30, 31, service: "web");
        var five = scene.Of("web");
        Assert.Equal((0m, 2m, 1), (five.ChangeFailRate.Numerator, five.ChangeFailRate.Denominator, five.Apart.LooseIncidents));
    }

    [Fact]
    public void Several_incidents_are_one_failed_deployment_and_the_last_one_closed_ends_it()
    {
        var scene = new Scene();
        scene.Deploy(0);
        var change = scene.Commit(5);
        var deployment = scene.Deploy(24);
        scene.Incident(25, 26, deployment: deployment.Id);
        scene.Incident(26, 40, changes: change.Sha);
        scene.Incident(27, 28, deployment: deployment.Id);
        var five = scene.Of("web");
        Assert.Equal((1m, 2m), (five.ChangeFailRate.Numerator, five.ChangeFailRate.Denominator));
        Assert.Equal((16m, 1), (five.Recovery.Median, five.Recovery.Count));
    }

    [Fact]
    public void A_lead_time_below_zero_is_zero_and_is_counted()
    {
        var scene = new Scene();
        scene.Deploy(0);
        scene.Commit(24);
        scene.World.Deployments.Add(scene.Deploy(25) with { Id = "early", FinishedAt = scene.World.Now.AddHours(-5) });
        var five = scene.Of("web");
        Assert.Equal((0m, 1, 1), (five.LeadTime.Hours.Median, five.LeadTime.Hours.Count, five.LeadTime.Negative));
    }

    [Fact]
    public void A_redeployment_is_counted_apart()
    {
        var scene = new Scene();
        scene.Deploy(0);
        scene.Commit(5);
        scene.Deploy(24);
        scene.Deploy(48);
        scene.Deploy(72);
        var five = scene.Of("web");
        Assert.Equal((2m, 2m, 2), (five.DaysPerWeek.Numerator, five.DeploymentsPerDay.Numerator, five.Apart.Redeployments));
    }

    [Fact]
    public void A_roll_out_that_did_not_succeed_is_an_attempt_and_no_failed_deployment()
    {
        var scene = new Scene();
        scene.Deploy(0);
        scene.Commit(5);
        scene.Deploy(23, status: DeploymentStatus.Failure);
        scene.Deploy(24);
        var five = scene.Of("web");
        Assert.Equal((0m, 2m, 1), (five.ChangeFailRate.Numerator, five.ChangeFailRate.Denominator, five.Apart.FailedAttempts));
    }

    [Fact]
    public void A_change_that_a_forge_squashed_starts_with_its_request()
    {
        var scene = new Scene();
        scene.Deploy(0);
        var change = scene.Commit(20);
        scene.World.Review(change, "ada", "bob");
        scene.World.Requests[^1] = scene.World.Requests[^1] with { OpenedAt = change.At.AddHours(-15) };
        scene.Deploy(24);
        Assert.Equal(19m, scene.Of("web").LeadTime.Hours.Median);
    }

    [Fact]
    public void Bots_alone_make_no_cadence()
    {
        var scene = new Scene();
        scene.Deploy(0);
        for (var day = 1; day < 6; day++)
        {
            scene.Commit((24 * day) - 2, People.Bot);
            scene.Deploy(24 * day);
        }

        var five = scene.Of("web");
        Assert.Equal((1m, 5), (five.DaysPerWeek.Numerator, five.Apart.OfBots));
        Assert.Equal("no change was delivered", five.LeadTime.Hours.Missing);
    }

    [Fact]
    public void Without_a_deployment_known_there_is_a_lead_time_to_the_merge_and_four_reasons()
    {
        var scene = new Scene(DeploymentMode.Trunk);
        var change = scene.Commit(20);
        scene.World.Review(change, "ada", "bob");
        scene.World.Requests[^1] = scene.World.Requests[^1] with { OpenedAt = change.At.AddHours(-4) };
        var five = scene.Of("web");

        // The first commit of all took no time to its merge; the second 4 hours.
        Assert.Equal((LeadTimeEnd.Merge, 2m, 2), (five.LeadTime.End, five.LeadTime.Hours.Median, five.LeadTime.Hours.Count));
        Assert.All(
            [five.DaysPerWeek.Missing, five.ChangeFailRate.Missing, five.Recovery.Missing, five.ReworkRate.Missing],
            missing => Assert.Equal("no deployment is known: merges stand for deployments", missing));
        Assert.Equal(2, five.Apart.Merges);
    }

    [Fact]
    public void What_was_merged_before_the_first_deployment_of_an_auto_service_has_no_lead_time()
    {
        var scene = new Scene(DeploymentMode.Auto);
        scene.Commit(10);
        scene.Deploy(24 * 14);
        scene.Commit(24 * 15);
        scene.Deploy((24 * 15) + 6);
        var five = scene.Of("web");
        Assert.Equal((6m, 1, 2), (five.LeadTime.Hours.Median, five.LeadTime.Hours.Count, five.LeadTime.LeftOut));

        // The baseline of day 14 delivers nothing; days 14 to 27 are observed.
        Assert.Equal((1m, 2m), (five.DaysPerWeek.Numerator, five.DaysPerWeek.Denominator));
    }

    [Fact]
    public void A_few_days_are_no_frequency()
    {
        var scene = new Scene();
        scene.Deploy(24 * 25);
        Assert.Equal("deployments are known for 3 days only", scene.Of("web").DaysPerWeek.Missing);
    }
}
