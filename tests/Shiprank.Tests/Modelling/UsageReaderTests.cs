using System.Text;
using Shiprank.Core.Money;
using Shiprank.Core.Pricing;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Engine;
using Shiprank.Engine.Modelling;
using Shiprank.Sources.Prices;
using Shiprank.Store;
using Shiprank.Tests.Pricing;

namespace Shiprank.Tests.Modelling;

/// <summary>Usage in slices costs what its rows cost, one by one: whatever prices tell apart is told apart.</summary>
public sealed class UsageReaderTests
{
    private static readonly ScoreWindow window = new(new(2026, 8, 1), new(2026, 8, 31));

    [Fact]
    public void Slices_priced_by_tokens_cost_what_their_rows_cost()
    {
        var contract = new PricePart("deal", PriceListKind.Contract, [], new(2026, 8, 11), new(2026, 8, 20), Encoding.UTF8.GetBytes("""{"name":"c","models":[{"id":"s","match":{"starts":"claude-sonnet-4-5"},"prices":[{"input":2,"cacheRead":0.1,"output":9},{"from":"2026-08-15","input":{"base":1,"above":[[64000,3]]},"cacheRead":0.1,"output":8}]}]}"""));
        var prices = PriceBook.Shipped.With([contract]).List;
        var random = new Random(7);
        string[] models = ["claude-sonnet-4-5", "claude-opus-4-8", "gpt-5.4", "gpt-5.6-sol", "deepseek-v4-pro", "gemini-3-pro-preview"];
        var rows = Enumerable.Range(0, 2000).Select(i => Use.Of(models[random.Next(models.Length)], new(random.Next(2000), random.Next(400_000), random.Next(4) == 0 ? random.Next(5000) : 0, 0, random.Next(3000)), tool: "opencode", tier: random.Next(9) == 0 ? "fast" : "") with
        {
            Key = $"k{i}",
            OccurredAt = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(31 * 24 * 60)),
            Quality = random.Next(10) == 0 ? UsageQuality.Rollup : UsageQuality.Measured,
        }).ToList();
        using var folder = new TemporaryFolder();
        using var store = Workspace.OpenStore(folder.Path, TimeProvider.System).Value;
        store.AddUsage(new() { Source = "x", ContentHash = Guid.NewGuid(), Rows = [.. rows.Select(r => new PricedUsage(r, Nano.Of(prices.Price(r).CostUsd), prices.Version))] });

        var slices = UsageReader.Read(store, window, [], null, prices);
        Assert.Equal(2000, slices.Sum(s => s.Responses));
        Assert.InRange(slices.Count, 20, 700);
        foreach (var model in models)
        {
            var (its, theirs) = (rows.Where(r => r.Model == model && prices.Price(r).CostUsd is not null).ToList(), slices.Where(s => s.Model == model && s.CostNano is not null).ToList());
            Assert.NotEmpty(its);
            Assert.Equal(its.Sum(r => Nano.Of(prices.Price(r).CostUsd!.Value)), theirs.Sum(s => s.CostNano!.Value));
            Assert.Equal(its.Sum(r => prices.Price(r).CostUsd!.Value), theirs.Sum(s => prices.CostOf(s.Tool, s.Model, s.Tier, s.Tokens, s.Prompt, s.At)!.Value));
        }
    }

    [Fact]
    public void A_size_that_only_another_models_or_another_days_prices_know_is_told_apart_when_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        using var store = Workspace.OpenStore(folder.Path, TimeProvider.System).Value;
        var row = Use.Of("claude-haiku-4-5", new(0, 300_000, 0, 0, 10), "2026-08-05T00:00:00Z");
        store.AddUsage(new() { Source = "x", ContentHash = Guid.NewGuid(), Rows = [new(row, 1, "v")] });
        Assert.Equal(0, Assert.Single(UsageReader.Read(store, window, [], null, PriceBook.Embedded)).Prompt);
        Assert.Equal(272_000, Assert.Single(UsageReader.Read(store, window, ["gpt-5.4"], null, PriceBook.Embedded)).Prompt);
        Assert.Empty(UsageReader.Read(store, new(new(2026, 9, 1), new(2026, 9, 2)), ["gpt-5.4"], new(2027, 1, 1), PriceBook.Embedded));
    }
}
