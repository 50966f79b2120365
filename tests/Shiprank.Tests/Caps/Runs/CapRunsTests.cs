using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;

namespace Shiprank.Tests.Caps.Runs;

public sealed class CapRunsTests
{
    [Fact]
    public void A_run_is_the_sum_of_its_entries_and_measured_stays_apart_from_estimated()
    {
        var run = One(new Trace("a", ticket: "PAY-1", counts: true).Call(0, 1.25m).Step(1, 2).Call(2, 0.5m, CapEventKind.Estimated).Call(3, null).Call(4, 0, CapEventKind.Failed).Step(5, 1), 6);
        Assert.Equal(new(1.25m, 0.5m, 1, false), run.Cost);
        Assert.Equal((4L, 3L, 2L, 0L, 3L, 330L), (run.Calls, run.PaidCalls, run.Steps, run.Refused, run.Files, run.Tokens));
        Assert.Equal(("nightly", "nightly", "PAY-1", true, "shop"), (run.Loop, run.Job, run.Ticket, run.TicketCounts, run.Repository));
        Assert.Equal((Trace.Noon, Trace.At(5), Trace.At(5)), (run.Began, run.Last, run.Active));
        Assert.Equal(CapRunState.Running, run.State);
    }

    [Theory]
    [InlineData(15, CapRunState.Running)]
    [InlineData(16, CapRunState.Ended)]
    public void A_run_goes_on_for_a_quarter_of_an_hour_after_its_last_entry(double now, CapRunState state) => Assert.Equal(state, One(new Trace("a").Call(0), now).State);

    [Fact]
    public void A_run_that_was_told_to_have_ended_has()
    {
        Assert.Equal(CapRunState.Ended, One(new Trace("a").Call(0).End(1, 3), 2).State);
        Assert.Equal(3, One(new Trace("a").Call(0).End(1, 3), 2).ExitCode);
        Assert.Equal(CapRunState.Running, One(new Trace("a").Call(0).End(1).Call(2), 3).State);
    }

    [Fact]
    public void A_run_whose_last_word_is_a_refusal_is_stopped_since_the_last_that_went_on()
    {
        var run = One(new Trace("a").Call(0).Call(10).Refuse(11, CapReason.OverCap, "first").Refuse(12, CapReason.Loop, "second"), 13);
        Assert.Equal((CapRunState.Stopped, Trace.At(10), CapReason.Loop, "second", 2L), (run.State, run.StoppedAt, run.Reason, run.Rule, run.Refused));
        Assert.Equal(2, run.Cost.Measured);
        Assert.Equal(Trace.At(3), One(new Trace("a").Refuse(3).Refuse(4), 5).StoppedAt);
    }

    [Fact]
    public void A_run_that_went_on_after_a_refusal_is_not_stopped()
    {
        var run = One(new Trace("a").Call(0).Refuse(1, CapReason.NoTicket, CapCounter.Grace).Call(2).End(3), 4);
        Assert.Equal((CapRunState.Ended, (DateTimeOffset?)null, 1L, ""), (run.State, run.StoppedAt, run.Refused, run.Rule));
    }

    [Fact]
    public void A_run_without_a_ticket_waits_for_one_for_a_day()
    {
        var trace = new Trace("a").Call(0).Refuse(1, CapReason.NoTicket, CapCounter.Grace);
        Assert.Equal(CapRunState.WaitsForTicket, One(trace, 60).State);
        Assert.Equal(CapRunState.Stopped, One(trace, 1442).State);
        Assert.Equal(CapRunState.Stopped, One(trace.End(2, 10), 60).State);
    }

    [Fact]
    public void An_end_that_a_cap_made_is_a_stop()
    {
        var trace = new Trace("a").Call(0);
        var end = new CapEvent { Id = "end", Kind = CapEventKind.Ended, Place = CapPlace.Command, At = Trace.At(5), Run = "a", Autonomous = true, Action = CapAction.Stop, Reason = CapReason.OverCap, Rule = "--max-usd", ExitCode = 10 };
        var run = Assert.Single(CapRuns.Of(trace.Parts.Append(CapRunPart.Of(end)), [], Trace.At(6)));
        Assert.Equal((CapRunState.Stopped, Trace.Noon, "--max-usd", 10), (run.State, run.StoppedAt, run.Rule, run.ExitCode));
        run = Assert.Single(CapRuns.Of([.. trace.Refuse(1, CapReason.NoTicket, CapCounter.Grace).Parts, CapRunPart.Of(end)], [], Trace.At(6)));
        Assert.Equal((CapRunState.Stopped, CapReason.NoTicket, CapCounter.Grace, 10), (run.State, run.Reason, run.Rule, run.ExitCode));
    }

    [Fact]
    public void A_session_that_no_gateway_saw_costs_what_its_log_tells_and_counts_with_one_run()
    {
        var usage = new SessionCost("claude-code", "s-1", 4, 900, 3, 0.5m, 1);
        var runs = CapRuns.Of([.. new Trace("b") { Session = "s-1" }.Step(1).Parts, .. new Trace("a") { Session = "s-1" }.Step(0).Parts], [usage], Trace.At(2));
        Assert.Equal([new RunCost(3, 0.5m, 1, true), new RunCost(0, 0, 0, false)], runs.Select(r => r.Cost));
        Assert.Equal([(4L, 900L), (0L, 0L)], runs.Select(r => (r.Calls, r.Tokens)));
        var paid = CapRuns.Of([.. new Trace("b") { Session = "s-1" }.Call(1, 2).Parts, .. new Trace("a") { Session = "s-1" }.Step(0).Parts], [usage], Trace.At(2));
        Assert.Equal([new RunCost(0, 0, 0, false), new RunCost(2, 0, 0, false)], paid.Select(r => r.Cost));
    }

    [Fact]
    public void A_run_without_a_job_is_named_by_tool_and_repository() => Assert.Equal("claude-code in shop", One(new Trace("a", job: "").Call(0), 1).Loop);

    [Fact]
    public void What_is_yet_to_come_is_in_no_run() => Assert.Equal(1, One(new Trace("a").Call(0).Call(10), 5).Calls);

    private static CapRun One(Trace trace, double now) => Assert.Single(CapRuns.Of(trace.Parts, [], Trace.At(now)));
}
