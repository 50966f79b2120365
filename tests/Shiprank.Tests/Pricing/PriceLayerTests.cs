using System.Text;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

/// <summary>Several lists side by side: contracts before lists, per provider and date.</summary>
public sealed class PriceLayerTests
{
    private const string Sonnet = """{"name":"c","models":[{"id":"sonnet","match":{"starts":"claude-sonnet-4-5"},"prices":[{"input":RATE,"output":10}]}]}""";
    private static readonly TokenCounts million = new(1_000_000, 0, 0, 0, 0);

    [Fact]
    public void A_contract_goes_before_a_list_and_both_before_the_products()
    {
        var prices = With(List("anthropic", "claude-sonnet-4-5", 2.7m), Contract("deal", 2m, from: "2026-06-01", to: "2026-06-30"));
        Assert.Equal([2.7m, 2m, 2m, 2.7m], Costs(prices, "2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"));
        Assert.Equal(1m, prices.Price(Use.Of("claude-haiku-4-5", million)).CostUsd);
        Assert.Equal("claude-sonnet-4-5", prices.Find("", "anthropic/claude-sonnet-4-5", At("2026-07-01"))!.Id);
    }

    [Fact]
    public void Of_two_contracts_the_later_starting_goes_first_wherever_it_stands_and_the_overlap_is_named()
    {
        var (early, late) = (Contract("early", 2m, from: "2026-01-01"), Contract("late", 1.5m, from: "2026-07-01"));
        Assert.Equal([2m, 1.5m], Costs(With(early, late), "2026-06-30", "2026-07-01"));
        Assert.Equal([2m, 1.5m], Costs(With(late, early), "2026-06-30", "2026-07-01"));
        Assert.Equal([("late", "early")], PriceLayer.Overlaps(With(early, late).Layers).Select(o => (o.First.Name, o.Then.Name)));
    }

    [Fact]
    public void A_list_of_one_provider_says_nothing_of_another_seller_of_the_same_model()
    {
        var prices = With(Contract("deal", 2m, provider: "anthropic"));
        Assert.Equal(2m, Cost(prices, "claude-sonnet-4-5"));
        Assert.Equal(2m, Cost(prices, "anthropic/claude-sonnet-4-5[1m]"));
        Assert.Equal(3.3m, Cost(prices, "us.anthropic.claude-sonnet-4-5-20250929-v1:0"));
        Assert.Equal(2m, Cost(With(Contract("deal", 2m)), "claude-sonnet-4-5"));
    }

    [Fact]
    public void A_credits_price_holds_from_its_day_on()
    {
        var prices = PriceBook.Shipped.With([PricePart.Of(new("kiro", 0.025m, new(2026, 6, 1), new(2026, 6, 30), "order 4711")), PricePart.Of(new("kiro", 0.03m, new(2026, 7, 1), null, "order 4712"))]).List;
        decimal? Credit(string at) => prices.Price(Use.Of("", default, at + "T12:00:00Z", "kiro") with { Credits = 100 }).CostUsd;
        Assert.Equal([4m, 2.5m, 2.5m, 3m], ((string[])["2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"]).Select(Credit));
    }

    [Fact]
    public void An_edited_file_is_another_version_and_another_hash()
    {
        var (a, b) = (With(Contract("deal", 2m)), With(Contract("deal", 2.1m)));
        Assert.StartsWith("2026-09-23.1+overlay-1+deal@", a.Version, StringComparison.Ordinal);
        Assert.NotEqual(a.Version, b.Version);
        Assert.NotEqual(a.Sha256, b.Sha256);
    }

    [Fact]
    public void A_fast_tier_and_a_long_write_of_a_contract_are_its_own()
    {
        var file = """{"name":"c","models":[{"id":"haiku","match":{"starts":"claude-haiku-4-5"},"prices":[{"input":0.8,"cacheWrite5m":1,"output":4}]}],"tiers":[{"tiers":["fast"],"match":{"is":"haiku"},"factor":3,"source":"order","date":"2026-06-01"}],"longWrites":[{"match":{"is":"haiku"},"ofInput":1.5,"source":"order","date":"2026-06-01"}]}""";
        var prices = With(new PricePart("c", PriceListKind.Contract, [], null, null, Encoding.UTF8.GetBytes(file)));
        Assert.Equal(2.4m, prices.Price(Use.Of("claude-haiku-4-5", million, tier: "fast")).CostUsd);
        Assert.Equal(1.2m, prices.Price(Use.Of("claude-haiku-4-5", new(0, 0, 0, 1_000_000, 0))).CostUsd);
    }

    [Fact]
    public void The_lists_rules_on_fast_mode_and_long_writes_hold_for_a_contracts_rates_whatever_it_calls_the_model()
    {
        var file = """{"name":"c","models":[{"id":"our opus","match":{"starts":"claude-opus-4-8"},"prices":[{"input":4,"cacheWrite5m":5,"output":20}]}]}""";
        var prices = With(new PricePart("c", PriceListKind.Contract, [], null, null, Encoding.UTF8.GetBytes(file)));
        Assert.Equal(8m, prices.Price(Use.Of("claude-opus-4-8", million, tier: "fast")).CostUsd);
        Assert.Equal(8m, prices.Price(Use.Of("claude-opus-4-8[1m]", new(0, 0, 0, 1_000_000, 0))).CostUsd);
        Assert.Null(prices.Price(Use.Of("claude-opus-4-8", million, tier: "express")).CostUsd);
    }

    [Fact]
    public void What_was_kept_prices_as_it_did()
    {
        var parts = PriceBook.Shipped.With([List("anthropic", "claude-sonnet-4-5", 2.7m), Contract("deal", 2m, from: "2026-06-01", to: "2026-06-30")]);
        var again = PriceParts.Unpack(parts.Pack()).List;
        Assert.Equal(parts.List.Layers.Select(l => l.Name), again.Layers.Select(l => l.Name));
        Assert.Equal(Costs(parts.List, "2026-05-31", "2026-06-15"), Costs(again, "2026-05-31", "2026-06-15"));
        Assert.Equal(parts.List.Providers.Sum(p => p.Models.Count), again.Providers.Sum(p => p.Models.Count));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused_with_its_place_in_the_organisation_file()
    {
        using var folder = new TemporaryFolder();
        var broken = Path.Combine(folder.Path, "broken.json");
        File.WriteAllText(broken, "{\"name\":\"x\",\n\"modles\":[]}");
        var settings = new PriceSettings { Lists = [new("gone", PriceListKind.Contract, "/nowhere.json", [], null, null, 7), new("bad", PriceListKind.Contract, broken, [], new(2026, 1, 1), null, 8)] };
        var (parts, problems) = OwnPrices.Read(settings, "shiprank.yaml");
        Assert.Null(parts);
        Assert.Equal([("shiprank.yaml", 7L), (broken, 0L)], problems.Select(p => (p.Where, p.Line)));
        Assert.Contains("unknown key \"modles\"", problems[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_nobody_knows_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "deal.json");
        File.WriteAllText(file, Sonnet.Replace("RATE", "2", StringComparison.Ordinal));
        var (_, problems) = OwnPrices.Read(new() { Lists = [new("deal", PriceListKind.Contract, file, ["antropic"], null, null, 7)] }, "shiprank.yaml");
        Assert.Contains("no list knows the provider \"antropic\"", Assert.Single(problems).Reason, StringComparison.Ordinal);
    }

    private static PriceList With(params IReadOnlyList<PricePart> parts) => PriceBook.Shipped.With(parts).List;

    private static PricePart Contract(string name, decimal rate, string? from = null, string? to = null, string? provider = null) => new(
        name, PriceListKind.Contract, provider is null ? [] : [provider], from is null ? null : DateOnly.Parse(from), to is null ? null : DateOnly.Parse(to), Encoding.UTF8.GetBytes(Sonnet.Replace("RATE", rate.ToString(), StringComparison.Ordinal)));

    private static PricePart List(string provider, string model, decimal rate) => new(
        "own list", PriceListKind.List, [], null, null,
        Encoding.UTF8.GetBytes($$"""{"version":"1","date":"2026-05-01","providers":[{"id":"{{provider}}","owns":{"contains":"claude"},"models":[{"id":"{{model}}","match":{"starts":"{{model}}"},"prices":[{"input":{{rate}},"output":10}]}]}]}"""));

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T12:00:00Z");

    private static decimal? Cost(PriceList prices, string model) => prices.Price(Use.Of(model, million)).CostUsd;

    private static List<decimal?> Costs(PriceList prices, params string[] days) => [.. days.Select(d => prices.Price(Use.Of("claude-sonnet-4-5", million, d + "T12:00:00Z")).CostUsd)];
}
