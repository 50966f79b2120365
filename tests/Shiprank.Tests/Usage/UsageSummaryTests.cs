using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;
using Shiprank.Tests.Pricing;

namespace Shiprank.Tests.Usage;

public sealed class UsageSummaryTests
{
    private static readonly string[] models = ["claude-sonnet-4-5", "claude-neptune-9", "gpt-5.4", ""];
    private static readonly string[] tools = ["claude-code", "codex", "kiro"];

    [Fact]
    public void Rows_and_tools_sum_to_the_totals_and_their_order_does_not_matter() => Check.QuickThrowOnFailure(Prop.ForAll(
        Row().ListOf().ToArbitrary(),
        rows => Enum.GetValues<UsageGrouping>().All(by =>
        {
            var (one, other) = (Of(rows, by), Of(rows.AsEnumerable().Reverse(), by));
            return one.Rows.Aggregate(default(UsageTotals), (sum, r) => sum + r.Totals) == one.Totals.Totals
                && one.ByTool.Values.Aggregate(default(UsageTotals), (sum, r) => sum + r.Totals) == one.Totals.Totals
                && one.Totals.Totals.Responses == rows.Count
                && one.Rows.Select(r => (r.Key, r.Totals)).SequenceEqual(other.Rows.Select(r => (r.Key, r.Totals)));
        })));

    [Fact]
    public void A_week_is_the_ISO_week_of_its_year()
    {
        var rows = new[] { Use.Of("m", new(1, 0, 0, 0, 0), "2027-01-03T12:00:00Z"), Use.Of("m", new(1, 0, 0, 0, 0), "2027-01-04T12:00:00Z") };
        Assert.Equal(["2026-W53", "2027-W01"], Of(rows, UsageGrouping.Week).Rows.Select(r => r.Key));
    }

    [Fact]
    public void What_has_no_name_is_a_row_of_its_own()
    {
        var row = Use.Of("", new(1, 0, 0, 0, 0)) with { Session = "" };
        Assert.Equal(["(unknown)"], Of([row], UsageGrouping.Model).Rows.Select(r => r.Key));
        Assert.Equal(["(unknown)"], Of([row], UsageGrouping.Session).Rows.Select(r => r.Key));
        Assert.Equal(["(unknown)"], Of([row], UsageGrouping.Project).Rows.Select(r => r.Key));
    }

    [Fact]
    public void Credits_and_tokens_never_meet()
    {
        var rows = new[] { Use.Of("", default, tool: "kiro") with { Credits = 1.5m }, Use.Of("claude-sonnet-4-5", new(1000, 0, 0, 0, 0)) };
        var totals = Of(rows, UsageGrouping.Day).Totals.Totals;
        Assert.Equal((1.5m, 1000L, 0.063m), (totals.Credits, totals.Tokens.Total, totals.CostUsd));
    }

    [Fact]
    public void Nothing_used_costs_0_and_something_unpriced_costs_null()
    {
        Assert.Equal(0, Of([], UsageGrouping.Day).Totals.Totals.CostUsd);
        Assert.Null(Of([Use.Of("claude-neptune-9", new(1, 0, 0, 0, 0))], UsageGrouping.Day).Totals.Totals.CostUsd);
    }

    private static UsageSummary Of(IEnumerable<UsageRow> rows, UsageGrouping by) => UsageSummary.Of(rows, PriceBook.Embedded, by, TimeZoneInfo.Utc);

    private static Gen<UsageRow> Row() =>
        from tool in Gen.Elements(tools)
        from model in Gen.Elements(models)
        from day in Gen.Choose(1, 28)
        from tokens in Gen.Choose(0, 400_000)
        from credits in Gen.Elements<decimal?>(null, 0.04m, 1.25m)
        select Use.Of(model, new(tokens, tokens / 2, 0, 0, tokens / 3), $"2026-09-{day:00}T10:00:00Z", tool) with { Session = $"s-{day % 3}", Credits = tool == "kiro" ? credits : null };
}
