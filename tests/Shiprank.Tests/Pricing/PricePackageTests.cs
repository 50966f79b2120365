using System.Globalization;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

public sealed class PricePackageTests
{
    [Fact]
    public void The_committed_list_is_what_the_generator_makes_of_the_package() =>
        Assert.Equal(SourceTree.Read("src/Shiprank.Sources/Prices/price-list.json"), NodePackage.Run("", "eng/prices.mjs", "--stdout"));

    [Fact]
    public void Every_model_costs_what_the_package_says_at_any_time_and_size()
    {
        var prices = PriceBook.Embedded;
        string[] times = ["2025-06-01T03:00:00Z", "2026-03-01T12:00:00Z", "2026-09-20T08:00:00Z", "2027-02-01T20:00:00Z"];
        TokenCounts[] sizes = [new(1000, 0, 0, 0, 100), new(150_000, 60_000, 50_000, 0, 7_000), new(280_000, 0, 0, 0, 9_000)];
        var questions = (
            from provider in prices.Providers
            from model in provider.Models
            where model.Periods.All(p => p.Start is null && p.Rates.Input is not null && p.Rates.Output is not null)
            from time in times
            from size in sizes
            select (Name: $"{provider.Id}/{model.Id}", Provider: provider.Id, Model: model.Id, Time: time, Size: size)).ToList();
        Assert.InRange(questions.Count, 10_000, 13_000);

        var lines = questions.Select(q => string.Join('\t', q.Provider, q.Model, q.Time, q.Size.Input, q.Size.CacheRead, q.Size.CacheWrite5m, q.Size.Output));
        var answers = NodePackage.Run(string.Join('\n', lines), "tests/fixtures/prices/reference.mjs", SourceTree.Root).Split('\n');
        Assert.Equal(questions.Count, answers.Length);
        Assert.Empty(questions.Zip(answers).Where(x => !Same(prices.Price(Use.Of(x.First.Name, x.First.Size, x.First.Time, "")).CostUsd, x.Second))
            .Select(x => $"{x.First}: {prices.Price(Use.Of(x.First.Name, x.First.Size, x.First.Time, "")).CostUsd} is not {x.Second}").Take(20));
    }

    /// <summary>The package counts in doubles: equal to nine digits.</summary>
    private static bool Same(decimal? ours, string theirs) =>
        theirs.Length == 0 || theirs == "null" ? ours is null : ours is { } cost && Math.Abs((double)cost - double.Parse(theirs, CultureInfo.InvariantCulture)) <= 1e-9 * Math.Max(1, (double)cost);
}
