using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

public sealed class PriceListTests
{
    private const long M = 1_000_000;
    private static readonly PriceList prices = PriceBook.Embedded;

    [Theory]
    [InlineData(200_000, "0.60")]
    [InlineData(200_001, "1.200006")]
    public void A_tier_begins_strictly_above_its_start(long input, string expected) =>
        Assert.Equal(decimal.Parse(expected), Cost("claude-sonnet-4-5", new(input, 0, 0, 0, 0)));

    [Fact]
    public void A_long_prompt_moves_every_bucket_of_the_request_to_the_higher_rate()
    {
        var tokens = new TokenCounts(100_000, 150_000, 30_000, 20_000, 10_000);
        Assert.Equal(300_000, tokens.Prompt);
        Assert.Equal((100_000 * 6m + 150_000 * 0.6m + 30_000 * 7.5m + 20_000 * 12m + 10_000 * 22.5m) / M, Cost("claude-sonnet-4-5", tokens));
    }

    [Fact]
    public void A_row_that_sums_several_requests_stays_at_the_base_rate()
    {
        var row = Use.Of("claude-sonnet-4-5", new(300_000, 0, 0, 0, 0)) with { Quality = UsageQuality.Rollup };
        Assert.Equal(0.9m, prices.Price(row).CostUsd);
    }

    [Theory]
    [InlineData(271_999, "0.6799975")]
    [InlineData(272_000, "1.36")]
    public void The_long_context_of_gpt_5_4_begins_at_272k(long input, string expected) =>
        Assert.Equal(decimal.Parse(expected), prices.Price(Use.Of("gpt-5.4", new(input, 0, 0, 0, 0), tool: "codex")).CostUsd);

    [Theory]
    [InlineData("claude-opus-5-5", 4)]
    [InlineData("claude-opus-4-8", 5)]
    [InlineData("claude-sonnet-4-5", 3)]
    [InlineData("claude-haiku-4-5", 1)]
    [InlineData("global.anthropic.claude-opus-4-8-v1:0", 5)]
    [InlineData("claude-opus-4-8@20260401", 5)]
    public void A_one_hour_cache_write_costs_twice_the_input(string model, int input)
    {
        Assert.Equal(0.1m * input, Cost(model, new(100_000, 0, 0, 0, 0)));
        Assert.Equal(0.2m * input, Cost(model, new(0, 0, 0, 100_000, 0)));
        Assert.Equal(0.125m * input, Cost(model, new(0, 0, 100_000, 0, 0)));
    }

    [Fact]
    public void A_cache_read_of_opus_5_5_costs_a_twentieth_of_input() => Assert.Equal(0.20m, Cost("claude-opus-5-5", new(0, M, 0, 0, 0)));

    [Theory]
    [InlineData("2026-03-01T00:00:00Z", "3.00")]
    [InlineData("2026-03-12T23:59:59Z", "3.00")]
    [InlineData("2026-04-01T00:00:00Z", "1.50")]
    public void A_dated_price_holds_for_use_from_its_day_on(string at, string expected) =>
        Assert.Equal(decimal.Parse(expected), prices.Price(Use.Of("claude-opus-4-6", new(300_000, 0, 0, 0, 0), at)).CostUsd);

    [Theory]
    [InlineData("2026-09-01T00:59:59.999Z", "0.66")]
    [InlineData("2026-09-01T01:00:00Z", "1.32")]
    [InlineData("2026-09-01T03:59:59Z", "1.32")]
    [InlineData("2026-09-01T04:00:00Z", "0.66")]
    [InlineData("2026-09-01T08:00:00Z", "1.32")]
    [InlineData("2026-09-01T11:00:00+03:00", "1.32")]
    [InlineData("2026-08-16T02:00:00Z", "0.435")]
    public void A_peak_hour_costs_its_own_price_once_the_schedule_began(string at, string perMillion) =>
        Assert.Equal(decimal.Parse(perMillion), prices.Price(Use.Of("deepseek-v4-pro", new(M, 0, 0, 0, 0), at, "opencode")).CostUsd);

    [Theory]
    [InlineData("claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("Claude-Sonnet-4-5")]
    [InlineData(" claude-sonnet-4.5 ")]
    [InlineData("claude-sonnet-4-5[1m]")]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic/claude-sonnet-4-5-20250929[1m]")]
    [InlineData("claude-sonnet-4-5@20250929")]
    [InlineData("global.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("amazon-bedrock/global.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    public void A_name_is_known_in_its_usual_spellings(string model) => Assert.Equal(0.3m, Cost(model, new(100_000, 0, 0, 0, 0)));

    [Theory]
    [InlineData("gpt-5.4-2026-03-05")]
    [InlineData("gpt-5.4-20260305")]
    [InlineData("openai/gpt-5.4")]
    public void A_date_may_stand_behind_a_name_in_either_form(string model) => Assert.Equal(0.25m, Cost(model, new(100_000, 0, 0, 0, 0)));

    [Theory]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("eu.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    public void A_regional_endpoint_carries_its_premium(string model) => Assert.Equal(0.33m, Cost(model, new(100_000, 0, 0, 0, 0)));

    [Theory]
    [InlineData("claude-neptune-9")]
    [InlineData("gpt-99")]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("deepseek-v4")]
    [InlineData("openrouter/anthropic/claude-sonnet-4-5")]
    [InlineData("someproxy/claude-sonnet-4-5")]
    [InlineData("my-own-claude-sonnet-4-5")]
    public void An_unknown_model_is_unpriced_and_never_0(string model)
    {
        var priced = prices.Price(Use.Of(model, new(1, 0, 0, 0, 1)));
        Assert.Equal(new Priced(null, PriceSource.Unpriced), priced);
    }

    [Theory]
    [InlineData("claude-opus-4-6", 6)]
    [InlineData("claude-opus-4-7", 6)]
    [InlineData("claude-opus-4-8", 2)]
    [InlineData("gpt-5.5", 2.5)]
    [InlineData("gpt-5.4", 2)]
    [InlineData("gpt-5.3-codex", 2)]
    [InlineData("gpt-5.6-sol", 2)]
    public void The_fast_tier_multiplies_the_whole_price(string model, double factor)
    {
        var tokens = new TokenCounts(1000, 2000, 0, 0, 300);
        var standard = Cost(model, tokens)!.Value;
        Assert.Equal(standard * (decimal)factor, prices.Price(Use.Of(model, tokens, tier: "fast")).CostUsd);
        Assert.Equal(standard * (decimal)factor, prices.Price(Use.Of(model, tokens, tier: "priority")).CostUsd);
    }

    [Fact]
    public void A_tier_without_a_known_price_is_unpriced() =>
        Assert.Equal(Priced.Unknown, prices.Price(Use.Of("claude-haiku-4-5", new(1000, 0, 0, 0, 1), tier: "fast")));

    [Fact]
    public void A_cache_bucket_without_its_own_rate_costs_what_it_is_part_of()
    {
        var rates = new ModelRates(2m, null, null, null, 8m);
        Assert.Equal(2m, rates.Cost(new(0, M, 0, 0, 0), 0));
        Assert.Equal(2m, rates.Cost(new(0, 0, 0, M, 0), 0));
        Assert.Equal(3m, (rates with { CacheWrite5m = 3m }).Cost(new(0, 0, 0, M, 0), 0));
    }

    [Fact]
    public void A_bucket_without_any_rate_makes_the_row_unpriced()
    {
        var rates = new ModelRates(2m, null, null, null, null);
        Assert.Null(rates.Cost(new(1, 0, 0, 0, 1), 0));
        Assert.Equal(0.000002m, rates.Cost(new(1, 0, 0, 0, 0), 0));
    }

    private static decimal? Cost(string model, TokenCounts tokens) => prices.Price(Use.Of(model, tokens)).CostUsd;
}
