using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Money.Chargeback;

public sealed class ChargingTests
{
    private static readonly DateOnly last = new(2026, 7, 31);
    private static readonly Dictionary<string, int> heads = new() { ["CC-1"] = 2, ["CC-2"] = 1 };

    [Fact]
    public void A_ticket_with_a_cost_centre_goes_before_the_person()
    {
        var charging = new Charging(ChargeSettings.Default, (ticket, _) => ticket == "PAY-1" ? "CC-9" : null, last);
        Assert.Equal(("CC-9", "ticket"), Decided(charging.Charge(Cell(1, "CC-1", ticket: "PAY-1"))));
        Assert.Equal(("CC-1", "person"), Decided(charging.Charge(Cell(1, "CC-1", ticket: "PAY-2"))));
    }

    [Fact]
    public void What_belongs_to_nobody_stays_visible()
    {
        var line = new Charging(ChargeSettings.Default, (_, _) => null, last).Charge(Cell(5, null));
        Assert.Equal(("", "unattributed", ChargeKind.Direct), (line.Centre, line.Rule, line.Kind));
    }

    [Fact]
    public void A_rule_holds_from_its_day_on()
    {
        var rule = new ChargeRule("infra", ChargeBy.Repository, [Glob.Text("infra*")], null, ChargeTarget.To("CC-9"), new(2026, 7, 15), null);
        var charging = new Charging(new() { Rules = [rule, .. ChargeSettings.Default.Rules] }, (_, _) => null, last);
        Assert.Equal("CC-1", charging.Charge(Cell(1, "CC-1", day: 14, repository: "infra-live")).Centre);
        Assert.Equal("CC-9", charging.Charge(Cell(1, "CC-1", day: 15, repository: "infra-live")).Centre);
        Assert.Equal("CC-1", charging.Charge(Cell(1, "CC-1", day: 15, repository: "shop")).Centre);
    }

    [Fact]
    public void A_pool_is_shared_by_heads_to_the_last_nano_dollar()
    {
        var rule = new ChargeRule("runs", ChargeBy.Tool, [], true, ChargeTarget.By(ShareKey.Headcount), null, null);
        var charging = new Charging(new() { Rules = [rule, .. ChargeSettings.Default.Rules] }, (_, _) => null, last);
        var pooled = charging.Charge(Cell(100, "CC-1", autonomous: true));
        Assert.Equal((ChargeKind.Pooled, "", false), (pooled.Kind, pooled.Centre, pooled.Counts));
        Assert.Equal(["CC-1 67", "CC-2 33"], charging.Rest(heads, [], []).Select(l => $"{l.Centre} {l.Amount.NanoUsd}"));
    }

    [Fact]
    public void A_pool_that_nobody_can_share_stays_unallocated()
    {
        var rule = new ChargeRule("runs", ChargeBy.Tool, [], null, ChargeTarget.By(ShareKey.Headcount), null, null);
        var charging = new Charging(new() { Rules = [rule] }, (_, _) => null, last);
        charging.Charge(Cell(100, "CC-1"));
        Assert.Equal([("", 100L)], charging.Rest(new Dictionary<string, int>(), [], []).Select(l => (l.Centre, l.Amount.NanoUsd)));
    }

    [Fact]
    public void A_difference_goes_by_what_each_has_of_its_issuer()
    {
        var charging = new Charging(ChargeSettings.Default, (_, _) => null, last);
        charging.Charge(Cell(300, "CC-1"));
        charging.Charge(Cell(100, "CC-2"));
        charging.Charge(Cell(900, "CC-2", tool: "codex", model: "gpt-5.4"));
        var lines = charging.Rest(heads, [], [(Issuers.Anthropic, GapCause.PriceList, -40), ("nobody", GapCause.Unexplained, 13)]);
        Assert.Equal(["anthropic price_list CC-1 -30", "anthropic price_list CC-2 -10", "nobody unexplained CC-1 3", "nobody unexplained CC-2 10"], lines.Select(l => $"{l.Issuer} {l.Rule} {l.Centre} {l.Amount.NanoUsd}"));
    }

    private static (string, string) Decided(ChargeLine line) => (line.Centre, line.Rule);

    internal static ChargeCell Cell(long nano, string? centre, int day = 1, string tool = "claude-code", string model = "claude-sonnet-5", string repository = "", string ticket = "", bool autonomous = false) =>
        new(new(2026, 7, day), tool, model, centre, repository, ticket, autonomous, new(nano, default));
}
