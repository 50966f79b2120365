using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;

namespace Shiprank.Tests.Caps.Runs;

/// <summary>By hand: runs of 12 November, fourteen days to land.</summary>
public sealed class SettlementTests
{
    private const int Days = 14;

    private static readonly CapGrace grace = new(CapUnit.Usd, 5, CapPer.Day);

    [Fact]
    public void A_run_whose_output_lands_in_time_is_settled_to_the_first_owned_ticket()
    {
        var judged = Judge(20, [new Trace("a").Call(0)], Landing("a", 6, "PAY-2"), Landing("a", 3, "PAY-1"), Landing("b", 1, "PAY-9"));
        Assert.Equal((RunOutcome.Settled, "PAY-1", false, Trace.Noon.AddDays(14)), (judged[0].Outcome, judged[0].Landing!.Ticket, judged[0].Late, judged[0].Due));
        Assert.Empty(Settlement.Shrunk(judged));
    }

    [Fact]
    public void A_run_has_its_days_and_is_abandoned_after_them()
    {
        Assert.Equal(RunOutcome.Open, Judge(14, [new Trace("a").Call(0)])[0].Outcome);
        var judged = Judge(14.01, [new Trace("a").Call(0)]);
        Assert.Equal(RunOutcome.Abandoned, judged[0].Outcome);
        Assert.Equal(["nightly"], Settlement.Shrunk(judged));
    }

    [Fact]
    public void A_late_landing_returns_what_was_abandoned()
    {
        var judged = Judge(30, [new Trace("a").Call(0)], Landing("a", 20, "PAY-1"));
        Assert.Equal((RunOutcome.Settled, true), (judged[0].Outcome, judged[0].Late));
        Assert.Empty(Settlement.Shrunk(judged));
        Assert.Equal(RunOutcome.Abandoned, Judge(19, [new Trace("a").Call(0)], Landing("a", 20, "PAY-1"))[0].Outcome);
    }

    [Fact]
    public void A_job_is_shrunk_by_runs_since_its_last_landing_alone()
    {
        const int day = 24 * 60;
        Trace[] runs = [new("junk1"), new("good"), new("junk2"), new("other", job: "docs")];
        for (var i = 0; i < runs.Length; i++) runs[i].Call(i * day);
        Assert.Equal(["docs", "nightly"], Settlement.Shrunk(Judge(40, runs, Landing("good", 1.5, "PAY-1"))).Order());
        Assert.Equal(["docs"], Settlement.Shrunk(Judge(40, runs, Landing("good", 5, "PAY-1"))).Order());
        Assert.Empty(Settlement.Shrunk(Judge(40, [new Trace("a", job: "").Call(0)])));
    }

    [Fact]
    public void Attended_runs_and_those_that_did_nothing_owe_nothing() =>
        Assert.Empty(Judge(40, [new Trace("a") { Autonomous = false }.Call(0), new Trace("b").Refuse(0, CapReason.NoTicket)]));

    [Fact]
    public void A_settled_run_gives_back_what_it_took_from_the_grace_day_by_day()
    {
        var run = new Trace("a").Call(0, 1).Call(1, 0.5m, CapEventKind.Estimated).Step(2).Call(13 * 60, 2).Refuse(14 * 60);
        var ticketed = new Trace("a", ticket: "PAY-1", counts: true).Call(15 * 60, 9);
        var unsettled = new Trace("c").Call(0, 7);
        List<CapRunPart> parts = [.. run.Parts, .. ticketed.Parts, .. unsettled.Parts];
        var judged = Settlement.Of(CapRuns.Of(parts, [], Trace.Noon.AddDays(40)), [Landing("a", 2, "PAY-1")], Days, Trace.Noon.AddDays(40));
        Assert.Equal(
            [
                new("a", new(CapCounter.Grace, "job:nightly", "2026-11-12"), new(1.5m, 0, 220, 2), "PAY-1", Trace.Noon.AddDays(2)),
                new("a", new(CapCounter.Grace, "job:nightly", "2026-11-13"), new(2, 0, 110, 1), "PAY-1", Trace.Noon.AddDays(2)),
            ],
            Settlement.Returns(judged, parts, grace));
    }

    private static IReadOnlyList<JudgedRun> Judge(double days, Trace[] traces, params RunLanding[] landings)
    {
        var now = Trace.Noon.AddDays(days);
        return Settlement.Of(CapRuns.Of(traces.SelectMany(t => t.Parts), [], now), landings, Days, now);
    }

    private static RunLanding Landing(string run, double days, string ticket) => new(run, ticket, "shop", "c0ffee", Trace.Noon.AddDays(days));
}
