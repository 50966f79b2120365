using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Focus;
using static Shiprank.Tests.Money.Focus.FocusSample;

namespace Shiprank.Tests.Money.Focus;

public sealed class FocusRowsTests
{
    [Fact]
    public void Each_meter_is_a_row_and_its_cost_is_price_times_quantity()
    {
        // The prompt-caching example of FOCUS 1.5's draft, at the rates of claude-sonnet-4-6, with a 1-hour write beside it: 3 / 0.30 / 3.75 / 6 / 15 a million.
        var rows = Rows(Direct("claude-code", "claude-sonnet-4-6", 39_900_000_000, new(500_000, 8_000_000, 2_000_000, 1_000_000, 1_500_000)));
        Assert.Equal(
            ["Input Tokens 1.5 0.5 3", "Cache Read Input Tokens 2.4 8 0.3", "Cache Write Input Tokens (5 minutes) 7.5 2 3.75", "Cache Write Input Tokens (1 hour) 6 1 6", "Output Tokens 22.5 1.5 15"],
            rows.Select(r => FormattableString.Invariant($"{r.Sku!.Meter} {Nano.Units(r.BilledNanoUsd):0.#########} {r.PricingQuantity:0.######} {r.Sku.ListUnitPrice:0.##}")));
        Assert.All(rows, r => Assert.Equal((r.Sku!.ListUnitPrice * r.PricingQuantity, true), (r.ListCost, r.IsAtListPrice)));
    }

    [Fact]
    public void A_price_is_that_of_the_day()
    {
        var rows = new FocusRows(July, Prices with { Rates = (_, _, day) => new(day.Day < 4 ? 4m : 5m, null, null, null, null) });
        var line = Direct("claude-code", "claude-opus-5-5", 4_000_000, new(1_000, 0, 0, 0, 0));
        List<FocusRow> made = [];
        rows.Add(line, made);
        rows.Add(line with { Day = new(2026, 7, 4) }, made);
        Assert.Equal(["anthropic/claude-opus-5-5/input@4", "anthropic/claude-opus-5-5/input@5"], made.Select(r => r.Sku!.PriceId));
        Assert.Single(made.Select(r => r.Sku!.Id).Distinct());
    }

    [Fact]
    public void What_cost_something_else_than_the_list_is_split_by_it_and_has_no_agreed_unit_price()
    {
        // The list says 3 + 15 dollars; 10.000000001 were paid: 1/6 and 5/6 of it.
        var rows = Rows(Direct("claude-code", "claude-sonnet-4-6", 10_000_000_001, new(1_000_000, 0, 0, 0, 1_000_000), estimated: 6_000));
        Assert.Equal([1_666_666_667, 8_333_333_334], rows.Select(r => r.BilledNanoUsd));
        Assert.Equal([3m, 15m], rows.Select(r => r.ListCost));
        Assert.Equal([1_000, 5_000], rows.Select(r => r.EstimatedNanoUsd));
        Assert.All(rows, r => Assert.False(r.IsAtListPrice));
    }

    [Fact]
    public void Unpriced_tokens_are_counted_and_have_neither_price_nor_quantity()
    {
        var row = Rows(Direct("zed", "house-model", 0, new(900, 0, 0, 0, 100), unpriced: 1_000)).Single();
        Assert.Equal((FocusCategory.Adjustment, null, 0m, null, 1_000L, 0L), (row.Category, row.Sku, row.PricingQuantity, row.ConsumedQuantity, row.UnpricedTokens, row.BilledNanoUsd));
        var known = Rows(Direct("claude-code", "claude-sonnet-4-6", 0, new(1_000, 0, 0, 0, 0), unpriced: 1_000)).Single();
        Assert.Null(known.Sku);
    }

    [Fact]
    public void Money_that_a_client_reports_of_an_unlisted_model_is_counted_in_dollars()
    {
        var row = Rows(Direct("zed", "house-model", 2_500_000_000, new(900, 0, 0, 0, 100), unpriced: 40)).Single();
        Assert.Equal((FocusCategory.Usage, FocusSku.Dollars, 1m, 2.5m, 2.5m, 1_000m, 40L), (row.Category, row.Sku!.PricingUnit, row.Sku.ListUnitPrice, row.PricingQuantity, row.ListCost, row.ConsumedQuantity, row.UnpricedTokens));
    }

    [Fact]
    public void Credits_are_their_own_currency()
    {
        var row = Rows(Direct("kiro", "", 24_000_000, credits: 0.6m)).Single();
        Assert.Equal(("Kiro Credits", 0.04m, 0.6m, 0.6m, 0.024m, true), (row.Sku!.Currency, row.Sku.ListUnitPrice, row.PricingQuantity, row.EffectiveCredits, row.ListCost, row.IsAtListPrice));
        var unknown = Rows(Direct("copilot", "", 0, credits: 3)).Single();
        Assert.Equal((null, FocusCategory.Adjustment, 3_000_000_000L), (unknown.Sku, unknown.Category, unknown.UnpricedNanoCredits));
    }

    [Fact]
    public void A_seat_is_bought_in_one_row_and_used_in_another()
    {
        // 15 of 31 days of $20.
        var rows = Rows(Monthly(ChargeKind.Seat, 9_677_419_355, Issuers.Aws, "Kiro Pro", "kiro"));
        Assert.Equal([(FocusCategory.Purchase, 9_677_419_355L, 0L), (FocusCategory.Usage, 0L, 9_677_419_355L)], rows.Select(r => (r.Category, r.BilledNanoUsd, r.EffectiveNanoUsd)));
        Assert.Equal([0.483870968m, 0m], rows.Select(r => r.PricingQuantity));
        Assert.Equal([9.67741936m, 0m], rows.Select(r => r.ListCost));
        Assert.Equal([null, 0.483870968m], rows.Select(r => r.ConsumedQuantity));
        Assert.Equal([(FocusSku.Dollars, 7m), (FocusSku.Dollars, 0m)], Rows(Monthly(ChargeKind.Seat, 7_000_000_000, Issuers.Aws, "gone")).Select(r => (r.Sku!.PricingUnit, r.ListCost)));
    }

    [Fact]
    public void Each_kind_has_its_category()
    {
        var rows = Rows(Monthly(ChargeKind.Pooled, 5), Monthly(ChargeKind.Shared, 5), Monthly(ChargeKind.Included, -5), Monthly(ChargeKind.Difference, -7));
        Assert.Equal([FocusCategory.Usage, FocusCategory.Credit, FocusCategory.Adjustment], rows.Select(r => r.Category));
        Assert.All(rows, r => Assert.Equal((July, new DateOnly(2026, 8, 1), Nano.Units(r.BilledNanoUsd)), (r.From, r.Until, r.ListCost)));
        var correction = new FocusRows(July, Prices).Correction(new("CC-1", Issuers.Anthropic, ChargeKind.Correction, "", -3, 0, new(2026, 6, 1)));
        Assert.Equal((FocusCategory.Adjustment, new DateOnly(2026, 6, 1), -3L), (correction.Category, correction.Corrects, correction.BilledNanoUsd));
    }
}
