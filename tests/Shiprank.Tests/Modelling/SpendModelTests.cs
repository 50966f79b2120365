using System.Text;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Modelling;

/// <summary>Golden arithmetic of the model, each figure worked out by hand: claude-opus-4-8 costs 5 / 0.5 / 6.25 / 10 / 25, claude-sonnet-4-6 3 / 0.3 / 3.75 / 6 / 15.</summary>
public sealed class SpendModelTests
{
    private const long M = 1_000_000;
    private static readonly DateTimeOffset August = new(2026, 8, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>1 M input, 10 M read, 0.4 M written for 5 minutes, 0.2 M output: 5 + 5 + 2.5 + 5 = 17.50.</summary>
    private static readonly UsageSlice opus = Slice("pay", "claude-opus-4-8", new(M, 10 * M, 400_000, 0, 200_000), 17.5m);

    /// <summary>2 M input, 1 M output: 6 + 15 = 21.</summary>
    private static readonly UsageSlice sonnet = Slice("shop", "claude-sonnet-4-6", new(2 * M, 0, 0, 0, M), 21m);

    [Fact]
    public void Another_model_costs_its_own_rates()
    {
        // 3 + 3 + 1.5 + 3 = 10.50 for all of it; half of it: 8.75 + 5.25.
        var model = Of(Same with { Models = [Swap("claude-opus-4-8", "claude-sonnet-4-6", 0.5m)] }, opus, sonnet);
        Assert.Equal((38.5m, 35m), (model.NowUsd, model.ThenUsd.Mid));
        Assert.True(model.ThenUsd.IsExact);
        Assert.Equal([("shop", 21m, 21m), ("pay", 17.5m, 14m)], model.ByTeam.Select(t => (t.Name!, t.NowUsd, t.ThenUsd.Mid)));
        Assert.Equal([("claude-sonnet-4-6", 21m, 26.25m), ("claude-opus-4-8", 17.5m, 8.75m)], model.ByModel.Select(t => (t.Name!, t.NowUsd, t.ThenUsd.Mid)));
    }

    [Fact]
    public void A_range_of_tokens_and_tries_is_a_range_of_cost()
    {
        // Prompt 7.5, output 3. Least: 7.5 × 1 + 3 × 0.8 = 9.90. Most: (7.5 × 1.1 + 3 × 1.2) × 1.5 = 17.775. Middle: (7.5 × 1.05 + 3 × 1) × 1.25 = 13.59375.
        var swap = Swap("claude-opus-*", "claude-sonnet-4-6", 1) with { Input = Estimate.Between(1, 1.1m), Output = Estimate.Between(0.8m, 1.2m), Tries = Estimate.Between(1, 1.5m) };
        Assert.Equal(new Estimate(9.9m, 13.59375m, 17.775m), Of(Same with { Models = [swap] }, opus).ThenUsd);
    }

    [Fact]
    public void A_range_of_the_share_that_moves_lies_between_all_and_nothing()
    {
        var swap = Swap("claude-opus-4-8", "claude-sonnet-4-6", 1) with { Share = Estimate.Between(0, 1) };
        Assert.Equal(new Estimate(10.5m, 14m, 17.5m), Of(Same with { Models = [swap] }, opus).ThenUsd);
    }

    [Fact]
    public void More_caching_moves_what_was_sent_to_what_is_read()
    {
        // 10 of 11.4 M are read. At 95 % 10.83 M are: 0.83 of 1.4 M uncached, in the same proportion of input and writes. Left: 0.57 M, of it 0.40714… input
        // and 0.162857… writes. 0.407142857 × 5 + 10.83 × 0.5 + 0.162857143 × 6.25 + 5 = 2.035714 + 5.415 + 1.017857 + 5.
        var then = Of(Same with { Caching = new(Scope.All, Estimate.Exactly(0.95m)) }, opus).ThenUsd;
        Assert.Equal(13.468571m, Math.Round(then.Mid, 6));
        // At 50 % 5.7 M are read and 4.3 M of the reads are sent as input: 5.3 × 5 + 5.7 × 0.5 + 2.5 + 5 = 36.85.
        Assert.Equal(36.85m, Math.Round(Of(Same with { Caching = new(Scope.All, Estimate.Exactly(0.5m)) }, opus).ThenUsd.Mid, 6));
    }

    [Fact]
    public void A_batch_has_the_documented_discount_and_else_none()
    {
        // A quarter of 17.50 at half price: 17.50 − 2.1875.
        Assert.Equal(15.3125m, Of(Same with { Batch = new(Scope.All, Estimate.Exactly(0.25m), null) }, opus).ThenUsd.Mid);
        var codex = Slice("pay", "gpt-5.4", new(M, 0, 0, 0, 0), 2.5m) with { Tool = "codex" };
        var kept = Of(Same with { Batch = new(Scope.All, Estimate.Exactly(0.25m), null) }, codex);
        Assert.Equal(2.5m, kept.ThenUsd.Mid);
        Assert.Equal(new KeptSpend("no batch price of gpt-5.4 is documented", "gpt-5.4", 2.5m), Assert.Single(kept.Kept));
        Assert.Equal(2.1875m, Of(Same with { Batch = new(Scope.All, Estimate.Exactly(0.25m), 0.5m) }, codex).ThenUsd.Mid);
        // Gemini's cached tokens have no second discount: 1 M × 0.3 × 0.5 + 1 M × 0.03 + 1 M × 2.5 × 0.5.
        Assert.Equal(1.43m, Of(Same with { Batch = new(Scope.All, Estimate.One, null) }, Slice("pay", "gemini-2.5-flash", new(M, M, 0, 0, M), 2.83m)).ThenUsd.Mid);
    }

    [Fact]
    public void Fast_mode_multiplies_and_its_absence_takes_the_factor_away()
    {
        Assert.Equal(35m, Of(Same with { Fast = new(Scope.All, Estimate.One) }, opus).ThenUsd.Mid);
        Assert.Equal(26.25m, Of(Same with { Fast = new(Scope.All, Estimate.Exactly(0.5m)) }, opus).ThenUsd.Mid);
        Assert.Equal(17.5m, Of(Same with { Fast = new(Scope.All, default) }, opus with { Tier = "fast", CostNano = Nano.Of(35m) }).ThenUsd.Mid);
        Assert.Equal("no price of claude-haiku-4-5 in fast mode is known", Assert.Single(Of(Same with { Fast = new(Scope.All, Estimate.One) }, Slice("pay", "claude-haiku-4-5", new(M, 0, 0, 0, 0), 1m)).Kept).Why);
    }

    [Fact]
    public void Growth_and_adoption_multiply_what_is_there()
    {
        Assert.Equal(new Estimate(38.5m, 40.425m, 42.35m), Of(Same with { Growth = Estimate.Between(0, 0.1m) }, opus, sonnet).ThenUsd);
        // 50 of 100 use an agent; 30 more at half to all of today's use: 1 + 0.6 × 0.5 … 1 + 0.6.
        var adopted = Of(Same with { Adoption = new(0.8m, Estimate.Between(0.5m, 1)) }, opus, sonnet);
        Assert.Equal(new Estimate(50.05m, 55.825m, 61.6m), adopted.ThenUsd);
        Assert.Contains(adopted.Assumptions, a => a.Contains("30 more", StringComparison.Ordinal));
    }

    [Fact]
    public void Announced_prices_hold_on_the_day_that_is_asked_for()
    {
        var flash = Slice("pay", "gemini-3.6-flash", new(M, 0, 0, 0, M), 4.5m);
        Assert.Equal(9m, Of(Same with { PricesAt = new(2027, 1, 1) }, flash).ThenUsd.Mid);
    }

    [Fact]
    public void Another_list_prices_what_it_names_and_a_log_that_states_a_cost_is_named_as_an_assumption()
    {
        var deal = PriceBook.Shipped.With([new("deal", PriceListKind.Contract, [], null, null, Encoding.UTF8.GetBytes("""{"name":"c","models":[{"id":"s","match":{"starts":"claude-sonnet"},"prices":[{"input":2,"output":9}]}]}"""))]).List;
        var model = Of(Same with { Prices = deal, PricesName = "deal" }, sonnet with { Stated = true, CostNano = Nano.Of(22m) });
        Assert.Equal((22m, 13m), (model.NowUsd, model.ThenUsd.Mid));
        Assert.Contains(model.Assumptions, a => a.StartsWith("USD 22.00 of today's cost", StringComparison.Ordinal));
    }

    [Fact]
    public void Credits_keep_their_cost_until_their_price_changes()
    {
        var kiro = new UsageSlice("pay", "kiro", "claude-sonnet-4-6", "", 0, August, false, default, 100, Nano.Of(4m), 7);
        var swapped = Of(Same with { Models = [Swap("*", "claude-haiku-4-5", 1)] }, kiro);
        Assert.Equal((4m, "kiro meters in credits: nobody can tell what other models or habits would take"), (swapped.ThenUsd.Mid, Assert.Single(swapped.Kept).Why));
        var cheaper = PriceBook.Shipped.With([PricePart.Of(new("kiro", 0.025m, new(2026, 1, 1), null, "order"))]).List;
        Assert.Equal(2.5m, Of(Same with { Prices = cheaper, PricesName = "deal" }, kiro).ThenUsd.Mid);
    }

    [Fact]
    public void Unpriced_usage_is_in_neither_sum_and_an_unknown_model_changes_nothing()
    {
        var model = Of(Same with { Models = [Swap("*", "claude-neptune-9", 1)] }, opus, Slice("pay", "mystery", new(5, 0, 0, 0, 5), null));
        Assert.Equal((17.5m, 17.5m, 10L), (model.NowUsd, model.ThenUsd.Mid, model.UnpricedTokens));
        Assert.Equal("no price of claude-neptune-9 is known", Assert.Single(model.Kept).Why);
    }

    [Fact]
    public void A_long_prompt_has_its_tier_on_the_other_model_too()
    {
        // gpt-5.4 above 271,999 prompt tokens: 5 a million.
        var moved = Of(Same with { Models = [Swap("*", "gpt-5.4", 1)] }, opus with { Tokens = new(M, 0, 0, 0, 0), Prompt = 272_000, CostNano = Nano.Of(5m) });
        Assert.Equal(5m, moved.ThenUsd.Mid);
        Assert.Equal(2.5m, Of(Same with { Models = [Swap("*", "gpt-5.4", 1)] }, opus with { Tokens = new(M, 0, 0, 0, 0), CostNano = Nano.Of(5m) }).ThenUsd.Mid);
    }

    internal static SpendScenario Same => SpendScenario.Same;

    internal static ModelSwap Swap(string from, string to, decimal share) => new(new([], [], [from]), to, Estimate.Exactly(share), Estimate.One, Estimate.One, Estimate.One, Measured: true);

    internal static ModelledSpend Of(SpendScenario scenario, params IReadOnlyList<UsageSlice> usage) =>
        new SpendModel(PriceBook.Embedded, BatchBook.Shipped).Of(usage, scenario, _ => [], 1, new(50, 100), 5);

    internal static UsageSlice Slice(string? team, string model, TokenCounts tokens, decimal? usd) => new(team, "claude-code", model, "", 0, August, false, tokens, null, Nano.Of(usd), 10);
}
