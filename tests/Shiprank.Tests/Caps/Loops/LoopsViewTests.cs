using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Money.Alerts;
using Shiprank.Engine;
using Shiprank.Engine.Alerts;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Loops;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Caps.Loops;

/// <summary>The demo's CI: a job that loops on junk without a ticket is stopped at its grace, one with an owned ticket is not, and both are shown with what was kept back.</summary>
[Collection(SyncedDemo.Name)]
public sealed class LoopsViewTests(SyncedDemo demo)
{
    [Fact]
    public void Junk_without_a_ticket_is_stopped_at_its_grace()
    {
        var view = View();
        var stopped = view.Stopped.Where(r => r.Run.Job == "nightly-cleanup").ToList();
        Assert.NotEmpty(stopped);
        Assert.All(stopped, r =>
        {
            Assert.Equal((CapReason.NoTicket, CapCounter.Grace), (r.Run.Reason, r.Run.Rule));
            Assert.InRange(r.Run.Cost.Both, 4, 5);
            Assert.Equal((0, 0), (r.Run.Files, r.Run.Cost.Estimated));
            Assert.Null(r.Owner);
            Assert.True(r.Kept is { Lo: > 0 } kept && kept.Lo < kept.Mid && kept.Mid < kept.Hi);
        });
        Assert.Equal(CapRunState.WaitsForTicket, stopped[0].Run.State);
        Assert.True(view.Saved.Mid > 0);
        Assert.Contains("nightly-cleanup", view.Settlement.ShrunkJobs);
    }

    [Fact]
    public void A_job_with_an_owned_ticket_goes_on_and_lands()
    {
        var view = View();
        var row = Assert.Single(view.Loops, l => l.Loop == "flaky-test-hunter");
        Assert.Equal((LoopState.Running, true, false), (row.State, row.Ticket.Counts, row.Shrunk));
        Assert.NotNull(row.Last.Owner);
        Assert.DoesNotContain(view.Stopped, r => r.Run.Job == "flaky-test-hunter");
        Assert.True(row.Landed > 0);
    }

    [Fact]
    public void A_run_near_its_cap_comes_first_of_those_that_go_on()
    {
        var run = View().Running[0];
        Assert.Equal(("review-bot", "review bot", true), (run.Run.Job, run.Cap!.Rule!.Name, run.IsNear));
        Assert.InRange(run.Share!.Value, 0.8m, 1);
    }

    [Fact]
    public void Work_that_never_lands_is_abandoned_and_its_job_held_to_the_grace()
    {
        var view = View();
        Assert.Contains(view.Abandoned, r => r.Run.Job == "docs-sync" && r.Owner is not null);
        var last = Assert.Single(view.Stopped, r => r.Run.Job == "docs-sync");
        Assert.True(last.Run.TicketCounts);
        Assert.Equal((CapReason.OverCap, CapCounter.Grace), (last.Run.Reason, last.Run.Rule));
        Assert.True(view.Loops.Single(l => l.Loop == "docs-sync").Shrunk);
    }

    [Fact]
    public void Sums_are_those_of_the_runs_and_estimates_are_in_none()
    {
        var view = View();
        var lately = view.Settlement.Runs.Where(r => r.Autonomous && view.Window.Has(DateOnly.FromDateTime(r.Last.UtcDateTime))).ToList();
        Assert.Equal(lately.Sum(r => r.Cost.Measured), view.MeasuredUsd);
        Assert.Equal(lately.Count, view.Runs);
        Assert.Equal(view.Stopped.Where(r => r.Kept is not null).Sum(r => r.Kept!.Mid), view.Saved.Mid);
    }

    [Fact]
    public void The_demos_usage_knows_nothing_of_its_runs() => Assert.DoesNotContain(demo.Facts.Usage, u => u.Row.Session.StartsWith("ci/", StringComparison.Ordinal));

    [Fact]
    public void Alerts_tell_once_a_run_and_name_nobody()
    {
        var view = View();
        var alerts = LoopAlerts.Of(view);
        Assert.Equal(alerts.Count, alerts.DistinctBy(a => (a.Rule, a.Subject, a.Period, a.Level)).Count());
        Assert.Contains(alerts, a => a is { Rule: AlertRule.RunStopped, Subject: "loop:nightly-cleanup" });
        Assert.Single(alerts, a => a is { Rule: AlertRule.RunNearCap, Subject: "loop:review-bot" });
        Assert.All(alerts, a => Assert.Equal(AlertTopic.Jobs, a.Topic));
        var names = view.Loops.Select(l => l.Last.Owner).OfType<string>().ToList();
        Assert.All(alerts, a => Assert.DoesNotContain(names, n => a.Text.Contains(n, StringComparison.Ordinal) || a.Title.Contains(n, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_command_says_what_the_view_says()
    {
        var view = View();
        var document = demo.Document("loops");
        Assert.Equal(view.Loops.Select(l => l.Loop), document.GetProperty("loops").EnumerateArray().Select(l => l.GetProperty("loop").GetString()));
        Assert.Equal(view.Stopped.Count, document.GetProperty("stopped").GetArrayLength());
        var trace = demo.Document($"loops show {view.Running[0].Mark}");
        Assert.Equal("review-bot", trace.GetProperty("run").GetProperty("loop").GetString());
        Assert.Equal(JsonValueKind.Array, trace.GetProperty("entries").ValueKind);
        Assert.NotEqual(0, trace.GetProperty("entries").GetArrayLength());
        Assert.Equal(ExitCode.NotFound, demo.Ask("loops", "show", "nobody's"));
        Assert.Contains("no ticket after $5.00 a day", string.Join('\n', demo.Lines("loops", 160)), StringComparison.Ordinal);
    }

    private LoopsView View()
    {
        var (standing, asOf) = (demo.Standing, SmallDemo.Options.AsOf);
        using var store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value;
        return LoopsView.Of(standing, store, CapRegister.Of(store, standing.Workspace, asOf) with { AsOf = asOf }, asOf);
    }
}
