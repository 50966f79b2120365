using Shiprank.Cli;
using Shiprank.Core.Money;
using Shiprank.Engine;
using Shiprank.Sources.Prices;
using Shiprank.Store;

namespace Shiprank.Tests.EndToEnd;

/// <summary>The organisation's own lists price what a sync reads; a price that changes later is a restatement or nothing.</summary>
public sealed class OwnPricesTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_contract_prices_usage_of_its_days_and_the_list_that_was_used_is_kept()
    {
        Contract("2", from: "2026-06-01", to: "2026-06-10");
        site.Grow(2);
        site.SyncWhole();
        var rows = Rows();
        Assert.All(rows, r => Assert.StartsWith("2026-09-23.1+overlay-1+deal@", r.PriceList, StringComparison.Ordinal));
        // 100 or 200 input and 40 output in week 1 (8 June, contract) at 2 and 10, in week 2 at the list's 3 and 15.
        Assert.Contains(rows, r => r.Row.Tokens is { Input: 100, Output: 40 } && r.CostNano == 200_000 + 400_000);
        Assert.Contains(rows, r => r.Row.Tokens is { Input: 200, Output: 40 } && r.CostNano == 600_000 + 600_000);
        using var store = Store();
        Assert.Equal(Workspace.Load(site.At("shiprank.yaml")).Value!.Prices.Sha256, Assert.Single(store.ReadPrices()).Sha256);
    }

    [Fact]
    public void A_new_contract_leaves_old_rows_alone_until_they_are_re_priced_with_a_record()
    {
        site.Grow(2);
        site.SyncWhole();
        var before = Rows();
        Contract("1.5", from: "2026-06-01");
        site.SyncWhole();
        Assert.Equal(Costs(before), Costs(Rows()));

        Assert.Equal(ExitCode.Ok, site.Ask("prices reprice --since 2026-06-01 --until 2026-06-30 --json"));
        var plan = site.Run.Document;
        Assert.False(plan.GetProperty("written").GetBoolean());
        Assert.Equal(Costs(before), Costs(Rows()));
        var part = Assert.Single(plan.GetProperty("parts").EnumerateArray());
        Assert.Equal(("2026-06", "claude-sonnet-4-5", "contract deal", before.Count), (part.GetProperty("month").GetString(), part.GetProperty("model").GetString(), part.GetProperty("cause").GetString(), part.GetProperty("rows").GetInt32()));
        // Input at 1.5 instead of 3, output at 10 instead of 15, of every row.
        var tokens = before.Aggregate((Input: 0L, Output: 0L), (sum, r) => (sum.Input + r.Row.Tokens.Input, sum.Output + r.Row.Tokens.Output));
        var difference = -((1.5m * tokens.Input) + (5m * tokens.Output)) / 1_000_000;
        Assert.Equal(difference, decimal.Parse(plan.GetProperty("differenceUsd").GetString()!));

        Assert.Equal(ExitCode.Ok, site.Ask("prices reprice --since 2026-06-01 --until 2026-06-30 --write"));
        Assert.Contains("Restated", site.Run.Out, StringComparison.Ordinal);
        var after = Rows();
        Assert.Equal(difference, Nano.Units(after.Sum(r => r.CostNano!.Value) - before.Sum(r => r.CostNano!.Value)));
        Assert.Equal(before.Select(r => r.Row), after.Select(r => r.Row));
        Assert.All(after, r => Assert.Contains("+deal@", r.PriceList, StringComparison.Ordinal));
        using (var store = Store())
        {
            var sums = store.Ask(Question.SumOfParts, [new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1)]);
            Assert.All(Enumerable.Range(0, sums.Rows.Count), i => Assert.Equal(after.Sum(r => r.CostNano!.Value), sums.Value<long>(i, "cost_nano")));
            var record = Assert.Single(store.ReadRepricings());
            Assert.Equal((difference, 2), (Nano.Units(record.Parts.Sum(p => p.DifferenceNano)), store.ReadPrices().Count));
            Assert.Contains(store.ReadAudit(), a => a.Entry.Action == "prices.repriced");
        }

        using (var store = Store())
        {
            var restated = store.ReadRestatements(new(2026, 6, 1), new(2026, 6, 30), TestContext.Current.CancellationToken).Where(r => r.What.Cause == "re-priced: contract deal").ToList();
            Assert.Equal(difference, Nano.Units(restated.Sum(r => (r.What.NewNano ?? 0) - (r.What.OldNano ?? 0))));
        }

        site.Ask("prices reprice --since 2026-06-01 --until 2026-06-30 --json");
        Assert.Empty(site.Run.Document.GetProperty("parts").EnumerateArray());
    }

    [Fact]
    public void A_newer_list_is_shown_first_taken_on_demand_and_prices_only_what_comes()
    {
        site.SyncWhole();
        var before = Rows();
        var newer = Newer("2026-10-01", "3.5");
        Assert.Equal(ExitCode.Ok, site.Ask($"prices refresh --from {newer} --json"));
        var change = site.Run.Document.GetProperty("differ").EnumerateArray().Single(c => c.GetProperty("provider").GetString() == "anthropic");
        Assert.Equal(("claude-sonnet-4-5", "input", "3", "3.5"), (change.GetProperty("model").GetString(), change.GetProperty("rate").GetString(), change.GetProperty("old").GetString(), change.GetProperty("new").GetString()));
        Assert.False(File.Exists(InstalledList.PathIn(site.At("data"))));

        Assert.Equal(ExitCode.Ok, site.Ask($"prices refresh --from {newer} --write"));
        Assert.True(File.Exists(InstalledList.PathIn(site.At("data"))));
        site.Grow(2);
        site.SyncWhole();
        var rows = Rows();
        Assert.Equal(before.Select(r => (r.RowKey, r.CostNano, r.PriceList)), rows.Where(r => r.PriceList.StartsWith("2026-09-23.1", StringComparison.Ordinal)).Select(r => (r.RowKey, r.CostNano, r.PriceList)));
        Assert.Contains(rows, r => r.PriceList.StartsWith("2026-10-01.1", StringComparison.Ordinal) && r.Row.Tokens is { Input: 200, Output: 40 } && r.CostNano == 700_000 + 600_000);
        Assert.Equal(ExitCode.Ok, site.Ask("prices changes --json"));
        Assert.Equal("2026-09-23.1+overlay-1", site.Run.Document.GetProperty("before").GetString());
        Assert.Equal("3.5", Assert.Single(site.Run.Document.GetProperty("sinceBefore").EnumerateArray()).GetProperty("new").GetString());

        Assert.Equal(ExitCode.Failure, site.Ask($"prices refresh --from {Newer("2026-09-30", "3.6")} --write"));
        Assert.Contains("an older list is not taken", site.Run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":\"9\",\"date\":\"2027-01-01\",\"providers\":[]}", "no providers")]
    [InlineData("{\"version\":\"9\",\"date\":\"soon\",\"providers\":[{}]}", "\"date\" has to be a date")]
    [InlineData("const E=[{id:\"a\"}]", "doesn't say when it was released")]
    [InlineData("{", "end of the JSON")]
    public void A_list_that_is_none_is_refused_and_nothing_is_written(string text, string reason)
    {
        var file = site.Run.Write("list.json", text);
        Assert.Equal(ExitCode.Failure, site.Ask($"prices refresh --from {file} --write"));
        Assert.Contains(reason, site.Run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.At("data/prices")));
    }

    [Fact]
    public void A_broken_contract_stops_the_sync_with_its_place()
    {
        site.Configure("", "prices: { lists: [{ name: deal, kind: contract, file: ./deal.json }] }");
        site.Run.Write("deal.json", "{\"name\":\"c\",\n\"modles\":[]}");
        Assert.Equal(ExitCode.Failure, site.Sync());
        Assert.Contains("unknown key \"modles\"", site.Run.Error, StringComparison.Ordinal);
    }

    private void Contract(string input, string from, string? to = null)
    {
        site.Run.Write("deal.json", $$"""{"name":"c","models":[{"id":"sonnet","match":{"starts":"claude-sonnet-4-5"},"prices":[{"input":{{input}},"output":10}]}]}""");
        site.Configure("", $"prices: {{ lists: [{{ name: deal, kind: contract, file: ./deal.json, from: {from}{(to is null ? "" : $", to: {to}")} }}] }}");
    }

    private string Newer(string date, string input) => site.Run.Write(
        $"list-{date}.json",
        SourceTree.Read("src/Shiprank.Sources/Prices/price-list.json").Replace("2026-09-23", date, StringComparison.Ordinal)
            .Replace("""{"starts":"claude-sonnet-4.5"}]},"prices":[{"input":{"base":3,""", $$"""{"starts":"claude-sonnet-4.5"}]},"prices":[{"input":{"base":{{input}},""", StringComparison.Ordinal));

    private DuckStore Store() => Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;

    private List<StoredUsage> Rows()
    {
        using var store = Store();
        return [.. store.ReadUsage(UsageFilter.All)];
    }

    private static IEnumerable<(Guid, long?, string)> Costs(IEnumerable<StoredUsage> rows) => rows.Select(r => (r.RowKey, r.CostNano, r.PriceList));
}
