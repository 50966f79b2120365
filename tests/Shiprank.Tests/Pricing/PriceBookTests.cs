using System.Text.Json;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Pricing;

public sealed class PriceBookTests
{
    private static readonly string fixtures = Path.Combine(AppContext.BaseDirectory, "fixtures", "prices");

    [Fact]
    public void The_list_names_its_version_its_date_and_a_hash()
    {
        var list = PriceBook.Embedded;
        Assert.Equal("2026-09-23.1+overlay-1", list.Version);
        Assert.Equal(new DateOnly(2026, 9, 23), list.Date);
        Assert.Matches("^[0-9a-f]{64}$", list.Sha256);
        Assert.DoesNotContain(list.Providers, p => p.Id == "openrouter");
        Assert.Equal(993, list.Providers.Sum(p => p.Models.Count));
    }

    [Fact]
    public void What_Claude_Code_printed_as_its_cost_is_what_we_compute()
    {
        using var captures = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(fixtures, "claude-code-captures.json")));
        var runs = captures.RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(6, runs.Count);
        Assert.All(runs, run =>
        {
            long Count(string name) => run.GetProperty(name).GetInt64();
            var tokens = new TokenCounts(Count("input"), Count("cacheRead"), Count("cacheWrite5m"), Count("cacheWrite1h"), Count("output"));
            var priced = PriceBook.Embedded.Price(Use.Of(run.GetProperty("model").GetString()!, tokens, "2026-11-21T08:00:00Z"));
            Assert.Equal(new Priced(run.GetProperty("costUsd").GetDecimal(), PriceSource.Computed), priced);
        });
    }

    [Fact]
    public void A_contract_goes_before_the_list_from_its_day_on()
    {
        var list = PriceBook.Load(Path.Combine(fixtures, "contract.json")).Value;
        var tokens = new TokenCounts(1_000_000, 0, 0, 0, 0);
        Assert.Equal(2m, list.Price(Use.Of("claude-sonnet-4-5-20250929", tokens)).CostUsd);
        Assert.Equal(6m, list.Price(Use.Of("claude-sonnet-4-5", tokens, "2026-05-31T23:59:59Z")).CostUsd);
        Assert.Equal(0.05m, list.Price(Use.Of("", default, tool: "kiro") with { Credits = 2 }).CostUsd);
        Assert.Equal("2026-09-23.1+overlay-1+contract-2026", list.Version);
        Assert.NotEqual(PriceBook.Embedded.Sha256, list.Sha256);
    }

    [Theory]
    [InlineData("{\"name\":\"x\",\n\"modles\":[]}", "unknown key \"modles\"")]
    [InlineData("{\"name\":\"x\",\n!}", "'!' is an invalid start")]
    [InlineData("{\"name\":\"x\",\"credits\":[{\"tool\":\"kiro\",\"usd\":-1,\"source\":\"s\",\"date\":\"2026-01-01\"}]}", "\"usd\" takes a number")]
    [InlineData("{\"name\":\"x\",\"models\":[{\"id\":\"a\",\"match\":{\"like\":\"a\"},\"prices\":[]}]}", "unknown rule \"like\"")]
    public void A_broken_contract_is_refused_with_the_reason(string json, string reason)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("shiprank-").FullName, "contract.json");
        File.WriteAllText(path, json);
        var result = PriceBook.Load(path);
        Assert.False(result.Succeeded);
        Assert.Equal(path, result.Problem.Where);
        Assert.Contains(reason, result.Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_that_is_not_there_is_a_problem() => Assert.False(PriceBook.Load("/nowhere/contract.json").Succeeded);
}
