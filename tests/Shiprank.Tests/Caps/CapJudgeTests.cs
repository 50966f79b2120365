using Shiprank.Core.Caps;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Caps;

public sealed class CapJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 13, 30, 0, TimeSpan.Zero);
    private static readonly CapAmount OneDollar = new(1, 0, 1000, 1);
    private static readonly TicketStanding Owned = new("PAY-12", CapReason.Within, "ada", Now);

    private static readonly CapCall Nightly = new() { At = Now, Run = "r1", Autonomous = true, Job = "nightly-deps", Agent = "claude-code", Repository = "shop", Model = "claude-sonnet-4-6" };

    private static readonly CapSettings Grace = new() { Grace = new(CapUnit.Usd, 5, CapPer.Day) };

    [Fact]
    public void Without_a_ticket_a_job_has_its_grace_and_no_more()
    {
        Assert.Null(Judge(Grace, Nightly, used: 4).Action);
        var verdict = Judge(Grace, Nightly, used: 4.5m);
        Assert.Equal((CapAction.Stop, CapReason.NoTicket), (verdict.Action, verdict.Reason));
        Assert.Equal(
            "Shiprank stopped this run before the next call: it names no ticket, and the call could go over what a run may use without one ($4.50 of $5.00 used). "
            + "Name one that is open and has an owner: `shiprank ticket start KEY-123`, or work on a branch that names it. It begins anew at 2026-11-29 00:00 UTC.",
            CapSentence.Of(Grace, Nightly, verdict));
    }

    [Fact]
    public void An_owned_ticket_needs_no_grace() => Assert.Null(Judge(Grace, Nightly with { Ticket = Owned }, used: 900).Action);

    [Theory]
    [InlineData(CapReason.TicketUnknown)]
    [InlineData(CapReason.TicketClosed)]
    [InlineData(CapReason.TicketNotOwned)]
    [InlineData(CapReason.OwnerGone)]
    [InlineData(CapReason.TicketStale)]
    public void A_ticket_that_does_not_count_is_told_with_its_reason(CapReason reason)
    {
        var call = Nightly with { Ticket = new("PAY-9", reason, null, Now) };
        var verdict = Judge(Grace, call, used: 5);
        Assert.Equal((CapAction.Stop, reason), (verdict.Action, verdict.Reason));
        Assert.Contains("PAY-9", CapSentence.Of(Grace, call, verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_at_work_needs_a_ticket() => Assert.Null(Judge(Grace, Nightly with { Autonomous = false, Person = "ada" }, used: 900).Action);

    [Fact]
    public void A_job_that_came_to_nothing_has_only_its_grace_ticket_or_not()
    {
        var call = Nightly with { Ticket = Owned, Shrunk = true };
        Assert.Null(Judge(Grace, call, used: 3).Action);
        var verdict = Judge(Grace, call, used: 5);
        Assert.Equal((CapAction.Stop, CapReason.OverCap), (verdict.Action, verdict.Reason));
        Assert.Contains("a job whose earlier runs came to nothing", CapSentence.Of(Grace, call, verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_job_has_a_grace_of_its_own()
    {
        Assert.Equal(new(CapCounter.Grace, "job:nightly-deps", "2026-11-28"), CapJudge.GraceCounterOf(Grace.Grace!, Nightly));
        Assert.Equal("person:ada", CapJudge.GraceCounterOf(Grace.Grace!, Nightly with { Job = "", Person = "ada" }).Subject);
        Assert.Equal("run:r1", CapJudge.GraceCounterOf(Grace.Grace!, Nightly with { Job = "" }).Subject);
    }

    [Fact]
    public void The_strongest_action_decides_and_of_equals_the_first()
    {
        var settings = new CapSettings { Rules = [Rule("told", CapAction.Tell), Rule("first", CapAction.Stop), Rule("second", CapAction.Stop), Rule("slow", CapAction.Slow)] };
        var verdict = Judge(settings, Nightly, used: 10);
        Assert.Equal("first", verdict.Deciding!.Rule!.Name);
        Assert.Equal(4, verdict.Looks.Count(l => l.Fires));
    }

    [Fact]
    public void A_rule_is_about_what_fits_all_of_its_words()
    {
        var rule = Rule("nightly", CapAction.Stop) with { Matches = [new(CapPart.Job, [Glob.Text("nightly-*")]), new(CapPart.Repository, [Glob.Text("shop"), Glob.Text("insight")])] };
        Assert.True(rule.AppliesTo(Nightly));
        Assert.False(rule.AppliesTo(Nightly with { Job = "docs-sync" }));
        Assert.False(rule.AppliesTo(Nightly with { Repository = "" }));
        Assert.False(rule.AppliesTo(Nightly with { Autonomous = false }));
        Assert.True((rule with { When = CapWhen.Any }).AppliesTo(Nightly with { Autonomous = false }));
    }

    [Fact]
    public void An_ask_is_answered_by_a_ticket_that_counts()
    {
        var settings = new CapSettings { Rules = [Rule("ask", CapAction.Ask)] };
        Assert.Equal((CapAction.Ask, CapReason.NoTicket), (Judge(settings, Nightly, 10).Action, Judge(settings, Nightly, 10).Reason));
        Assert.Null(Judge(settings, Nightly with { Ticket = Owned }, 10).Action);
    }

    [Fact]
    public void Nobody_at_work_is_slowed()
    {
        var settings = new CapSettings { Rules = [Rule("slow", CapAction.Slow) with { When = CapWhen.Any }] };
        Assert.Equal(CapAction.Slow, Judge(settings, Nightly, 10).Action);
        Assert.Equal(CapAction.Tell, Judge(settings, Nightly with { Autonomous = false }, 10).Action);
    }

    [Fact]
    public void A_model_without_a_price_stops_a_run_with_a_cap_in_dollars_and_nobody_at_work()
    {
        var settings = new CapSettings { Rules = [Rule("cap", CapAction.Stop) with { When = CapWhen.Any }] };
        var verdict = CapJudge.Judge(settings, Nightly, OneDollar, priced: false, _ => default);
        Assert.Equal((CapAction.Stop, CapReason.Unpriced), (verdict.Action, verdict.Reason));
        Assert.Equal(CapAction.Tell, CapJudge.Judge(settings, Nightly with { Autonomous = false }, OneDollar, priced: false, _ => default).Action);
        var steps = settings with { Rules = [settings.Rules[0] with { Unit = CapUnit.Steps }] };
        Assert.Null(CapJudge.Judge(steps, Nightly, OneDollar, priced: false, _ => default).Action);
    }

    [Fact]
    public void Minutes_are_the_runs_own_and_count_nowhere()
    {
        var settings = new CapSettings { Rules = [Rule("long", CapAction.Stop) with { Unit = CapUnit.Minutes, Limit = 30 }] };
        Assert.Null(Judge(settings, Nightly with { RunBegan = Now.AddMinutes(-29) }, 0).Action);
        var verdict = Judge(settings, Nightly with { RunBegan = Now.AddMinutes(-30) }, 0);
        Assert.Equal(CapAction.Stop, verdict.Action);
        Assert.Empty(verdict.Counters);
    }

    [Fact]
    public void A_trial_tells_and_stops_nothing()
    {
        var verdict = Judge(Grace with { Enforced = false }, Nightly, 900);
        Assert.Equal((CapAction.Tell, false), (verdict.Action, verdict.Stops));
        Assert.True(verdict.Deciding!.Fires);
    }

    [Fact]
    public void A_rule_per_month_counts_apart_what_it_says()
    {
        var rule = Rule("month", CapAction.Stop) with { Per = CapPer.Month, Each = CapPart.Repository };
        Assert.Equal(new("month", "shop", "2026-11"), CapJudge.CounterOf(rule, Nightly));
        Assert.Equal(new("month", "", "run:r1"), CapJudge.CounterOf(rule with { Per = CapPer.Run, Each = null }, Nightly));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), CapJudge.Reset(CapPer.Month, Now));
    }

    private static CapRule Rule(string name, CapAction action) => new(name, [], CapWhen.Autonomous, CapUnit.Usd, 5, CapPer.Run, null, action, null);

    private static CapVerdict Judge(CapSettings settings, CapCall call, decimal used) => CapJudge.Judge(settings, call, OneDollar, priced: true, _ => new(used, 0, 0, 0));
}
