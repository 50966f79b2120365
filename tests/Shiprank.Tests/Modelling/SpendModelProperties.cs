using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Modelling;

public sealed class SpendModelProperties
{
    private static readonly string[] models = ["claude-opus-4-8", "claude-sonnet-4-6", "gpt-5.4", "gemini-2.5-flash", "deepseek-v4-pro", "claude-neptune-9"];

    private static readonly Gen<UsageSlice> slices =
        from model in Gen.Elements(models)
        from team in Gen.Elements("pay", "shop", "")
        from tier in Gen.Elements("", "fast")
        from tokens in Gen.Choose(0, 40_000_000).ArrayOf(5)
        from prompt in Gen.Elements(0L, 150_000L, 300_000L)
        from cost in Gen.Choose(0, 2_000_000_000)
        from stated in Gen.Elements(true, false)
        select new UsageSlice(team.Length == 0 ? null : team, "claude-code", model, tier, prompt, new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero), stated, new(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4]), null, model == "claude-neptune-9" ? null : cost, 3);

    private static readonly Arbitrary<(UsageSlice[] Usage, int Seed)> usages = Arb.From(from usage in slices.ArrayOf(12) from seed in Gen.Choose(0, 9999) select (usage, seed));

    [Fact]
    public void The_scenario_of_no_change_changes_nothing_to_the_nano_dollar() => Property.Holds(usages, u =>
    {
        SpendScenario[] same = [SpendScenario.Same, SpendScenario.Same with { Models = [SpendModelTests.Swap("*", "claude-haiku-4-5", 0)], Batch = new(Scope.All, default, null), Adoption = new(0, Estimate.One) }];
        foreach (var scenario in same)
        {
            var model = SpendModelTests.Of(scenario, u.Usage);
            Assert.Equal(u.Usage.Sum(s => s.CostNano ?? 0), Nano.Of(model.NowUsd));
            Assert.Equal(Estimate.Exactly(model.NowUsd), model.ThenUsd);
            Assert.All(model.ByTeam, t => Assert.Equal(t.NowUsd, t.ThenUsd.Mid));
            Assert.All(model.ByModel, m => Assert.Equal(m.NowUsd, m.ThenUsd.Mid));
        }
    }, 200);

    [Fact]
    public void However_the_same_usage_is_divided_the_total_is_the_same_to_the_nano_dollar() => Property.Holds(usages, u =>
    {
        var random = new Random(u.Seed);
        var divided = u.Usage.SelectMany(s => Divided(s, random)).OrderBy(_ => random.Next()).ToList();
        var scenario = Everything(random);
        var (whole, parts) = (SpendModelTests.Of(scenario, u.Usage), SpendModelTests.Of(scenario, divided));
        Assert.Equal(Nanos(whole.ThenUsd), Nanos(parts.ThenUsd));
        Assert.Equal(whole.ByTeam.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (t.Name, Nano.Of(t.NowUsd), Nanos(t.ThenUsd))), parts.ByTeam.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (t.Name, Nano.Of(t.NowUsd), Nanos(t.ThenUsd))));
    }, 200);

    [Fact]
    public void The_parts_sum_to_the_whole_and_the_middle_lies_within_the_bounds() => Property.Holds(usages, u =>
    {
        var model = SpendModelTests.Of(Everything(new(u.Seed)), u.Usage);
        Assert.Equal(Nanos(model.ThenUsd), Nanos(Estimate.Sum(model.ByTeam.Select(t => t.ThenUsd))));
        Assert.Equal(Nano.Of(model.ThenUsd.Mid), Nano.Of(model.ByModel.Sum(m => m.ThenUsd.Mid)));
        Assert.All(model.Slices, s => Assert.True(s.ThenUsd.Lo <= s.ThenUsd.Mid && s.ThenUsd.Mid <= s.ThenUsd.Hi, $"{s.ThenUsd}"));
    }, 200);

    private static SpendScenario Everything(Random random) => SpendScenario.Same with
    {
        Prices = random.Next(2) == 0 ? PriceBook.Embedded : null,
        Models = [SpendModelTests.Swap(models[random.Next(3)], models[random.Next(4)], 0.01m * random.Next(101)) with { Input = Estimate.Between(1, 1.1m), Output = Estimate.Between(0.85m, 1.25m), Tries = Estimate.Between(1, 1.3m) }],
        Caching = random.Next(2) == 0 ? new(Scope.All, Estimate.Between(0.4m, 0.9m)) : null,
        Batch = random.Next(2) == 0 ? new(new([], [], ["claude-*"]), Estimate.Exactly(0.15m), null) : null,
        Fast = random.Next(3) == 0 ? new(new([], [], ["claude-opus-*"]), Estimate.Exactly(0.35m)) : null,
        Growth = Estimate.Between(-0.05m, 0.12m),
        Adoption = random.Next(2) == 0 ? new(0.8m, Estimate.Between(0.25m, 1)) : null,
    };

    /// <summary>The same rows in two groups: tokens, costs and counts add up, and each has its own mix of buckets.</summary>
    private static IEnumerable<UsageSlice> Divided(UsageSlice slice, Random random)
    {
        long Part(long whole) => (long)(whole * random.NextDouble());
        var t = slice.Tokens;
        var first = new TokenCounts(Part(t.Input), Part(t.CacheRead), Part(t.CacheWrite5m), Part(t.CacheWrite1h), Part(t.Output));
        var cost = slice.CostNano is { } nano ? Part(nano) : (long?)null;
        yield return slice with { Tokens = first, CostNano = cost, Responses = 1 };
        yield return slice with { Tokens = new(t.Input - first.Input, t.CacheRead - first.CacheRead, t.CacheWrite5m - first.CacheWrite5m, t.CacheWrite1h - first.CacheWrite1h, t.Output - first.Output), CostNano = slice.CostNano - cost, Responses = 2 };
    }

    private static (long, long, long) Nanos(Estimate e) => (Nano.Of(e.Lo), Nano.Of(e.Mid), Nano.Of(e.Hi));
}
