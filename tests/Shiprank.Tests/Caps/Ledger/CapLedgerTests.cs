using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Ledger;
using static Shiprank.Tests.Caps.Ledger.LedgerCase;

namespace Shiprank.Tests.Caps.Ledger;

public sealed class CapLedgerTests
{
    private static readonly CapCounter Day = new("day", "", "2026-11-28");

    [Fact]
    public void What_calls_hold_counts_until_it_is_known_what_they_used()
    {
        var ledger = Of(Rule("day", 1m));
        Assert.NotNull(ledger.Reserve("a", 0.60m).Hold);
        var refused = ledger.Reserve("b", 0.60m);
        Assert.Null(refused.Hold);
        Assert.Equal((CapAction.Stop, CapReason.OverCap, 0.60m), (refused.Verdict.Action, refused.Verdict.Reason, refused.Verdict.Deciding!.Used));
        Assert.True(ledger.Settle("a", Usd(0.25m), Now));
        Assert.NotNull(ledger.Reserve("c", 0.60m).Hold);
        Assert.Equal((0.25m, 0.60m, 0.85m), (ledger.Settled(Day).Usd, ledger.Held(Day).Usd, ledger.Used(Day).Usd));
    }

    [Fact]
    public void A_call_that_was_not_made_counts_nothing()
    {
        var ledger = Of(Rule("day", 1m));
        ledger.Reserve("a", 1m);
        Assert.True(ledger.Release("a", Now));
        Assert.False(ledger.Release("a", Now));
        Assert.False(ledger.Settle("a", Usd(1m), Now));
        Assert.Equal(default, ledger.Used(Day));
        Assert.Equal(0, ledger.Holding);
    }

    [Fact]
    public void A_call_is_known_by_its_id_alone()
    {
        var ledger = Of(Rule("day", 10m));
        ledger.Reserve("a", 1m);
        Assert.Throws<ArgumentException>(() => ledger.Reserve("a", 1m));
    }

    [Fact]
    public void More_than_was_held_still_counts()
    {
        var ledger = Of(Rule("day", 1m));
        ledger.Reserve("a", 0.5m);
        ledger.Settle("a", Usd(1.5m), Now);
        Assert.Equal(1.5m, ledger.Settled(Day).Usd);
        Assert.True(ledger.Reserve("b", 0m).Verdict.Stops);
    }

    [Fact]
    public void A_lease_that_ends_is_charged_when_the_call_may_have_gone_upstream_and_else_given_back()
    {
        var ledger = Of(Rule("day", 1m));
        ledger.Reserve("sent", 0.4m);
        ledger.Reserve("waiting", 0.4m);
        ledger.MarkSent("sent");
        Assert.Empty(ledger.Lapse(Now + Lease - TimeSpan.FromTicks(1)));
        var lapsed = ledger.Lapse(Now + Lease);
        Assert.Equal([("sent", true), ("waiting", false)], lapsed.Select(l => (l.Hold.Id, l.Charged)).Order());
        Assert.Equal((0.4m, 0m), (ledger.Settled(Day).Usd, ledger.Held(Day).Usd));
        Assert.NotNull(ledger.Reserve("next", 0.6m).Hold);
        Assert.False(ledger.Settle("sent", Usd(0.1m), Now));
    }

    [Fact]
    public void Other_rules_may_come_into_force_while_counters_stay()
    {
        var ledger = Of(Rule("day", 1m));
        ledger.Reserve("a", 0.9m);
        ledger.Use(new() { Rules = [Rule("day", 2m)] });
        Assert.NotNull(ledger.Reserve("b", 0.9m).Hold);
        ledger.Use(new() { Rules = [Rule("other", 0.1m)] });
        ledger.Settle("a", Usd(0.8m), Now);
        ledger.Settle("b", Usd(0.8m), Now);
        Assert.Equal(1.6m, ledger.Settled(Day).Usd);
    }

    [Fact]
    public void A_runs_own_limits_hold_beside_the_rules_and_where_these_are_only_tried()
    {
        var ledger = new CapLedger(new() { Enforced = false, Rules = [Rule("day", 0m)] });
        var own = OwnLimits.Of(new() { Organisation = "o", Run = "r1", IssuedAt = 0, ExpiresAt = 1, MostUsd = 1m, MostSteps = 2, MostMinutes = 30 });
        CapDecision Ask(string id, CapCall call) => ledger.Reserve(id, call, Usd(0.3m), priced: true, own, Now, Lease);
        Assert.Equal(CapAction.Tell, Ask("a", Call()).Verdict.Action);
        Assert.NotNull(Ask("b", Call()).Hold);
        var third = Ask("c", Call()).Verdict;
        Assert.Equal((CapAction.Stop, "max-steps of this run"), (third.Action, third.Deciding!.Rule!.Name));
        Assert.NotNull(Ask("d", Call("r2")).Hold);
        var late = Ask("e", Call("r3") with { RunBegan = Now.AddMinutes(-30) }).Verdict;
        Assert.Equal("max-minutes of this run", late.Deciding!.Rule!.Name);
    }

    [Fact]
    public void A_run_that_landed_has_its_grace_back_and_never_more()
    {
        var ledger = new CapLedger(new() { Grace = new(CapUnit.Usd, 0.5m, CapPer.Day) });
        var call = Call() with { Job = "nightly" };
        ledger.Reserve("a", 0.4m, call);
        ledger.Settle("a", Usd(0.4m), Now);
        Assert.Equal(CapReason.NoTicket, ledger.Reserve("b", 0.4m, call).Verdict.Reason);
        var grace = new CapCounter(CapCounter.Grace, "job:nightly", "2026-11-28");
        ledger.PutBack(grace, new(0.9m, 0, 5000, 7), Now);
        Assert.Equal(default, ledger.Settled(grace));
        Assert.NotNull(ledger.Reserve("b", 0.4m, call).Hold);
    }

    [Fact]
    public void Windows_that_are_over_are_dropped_and_open_calls_keep_theirs()
    {
        var ledger = Of(Rule("day", 10m), Rule("month", 10m, CapPer.Month), Rule("run", 10m, CapPer.Run));
        ledger.Reserve("a", 1m);
        ledger.Settle("a", Usd(1m), Now);
        Assert.Equal(3, ledger.Forget(Now.AddDays(2)));
        Assert.Equal(2, ledger.Forget(Now.AddDays(3)));
        ledger.Reserve("b", 1m, Call("r2"));
        Assert.Equal(3, ledger.Forget(Now.AddDays(60)));
        ledger.Release("b", Now.AddDays(60));
        Assert.Equal(0, ledger.Forget(Now.AddDays(120)));
    }

    [Fact]
    public void Counters_of_an_earlier_process_go_on()
    {
        var ledger = Of(Rule("day", 1m));
        ledger.Restore([new(Day, Usd(0.7m))], Now);
        Assert.True(ledger.Reserve("a", 0.4m).Verdict.Stops);
        Assert.NotNull(ledger.Reserve("b", 0.3m).Hold);
    }

    [Fact]
    public void Without_a_price_only_an_autonomous_run_stops_at_a_cap_in_money()
    {
        var ledger = Of(Rule("day", 1m));
        var worst = new CapAmount(0, 0, 1000, 1);
        Assert.Equal(CapReason.Unpriced, ledger.Reserve("a", Call(), worst, priced: false, [], Now, Lease).Verdict.Reason);
        Assert.NotNull(ledger.Reserve("b", Call(autonomous: false), worst, priced: false, [], Now, Lease).Hold);
    }
}
