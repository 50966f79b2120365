using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Usage;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Spend;

/// <summary>Whatever spend is summed by, the sums are the whole.</summary>
public sealed class SpendFlowTests
{
    private static readonly string[] Tools = ["codex", "kiro", "claude-code"];
    private static readonly string?[] Repositories = ["shop", "ledger", null];

    private static readonly Arbitrary<SpendPart[]> Parts = Arb.From(
        from rows in (
            from tool in Gen.Elements(Tools)
            from nano in Gen.OneOf(Gen.Constant<long?>(null), Gen.Choose(0, 1_000_000).Select(n => (long?)n))
            from tokens in Gen.Choose(0, 100_000)
            from weights in Gen.Choose(0, 9).Select(w => (long)w).NonEmptyListOf()
            from repositories in Gen.Elements(Repositories).ArrayOf(weights.Count)
            from fates in Gen.Elements(Enum.GetValues<SpendFate>()).ArrayOf(weights.Count)
            select (tool, nano, tokens, weights, repositories, fates)).ListOf()
        select rows.SelectMany((r, i) => Row(r.tool, i, r.nano, r.tokens, [.. r.weights], r.repositories, r.fates)).ToArray());

    [Fact]
    public void Links_sum_to_nodes_and_nodes_to_the_total_at_every_level() => Property.Holds(Parts, parts =>
    {
        var flow = SpendFlow.Of(parts);
        var whole = FlowAmount.Sum(parts.Select(p => FlowAmount.Of(p.Amount, counts: false)));
        Assert.Equal(whole with { Responses = parts.Select(p => (p.Row.Tool, p.Row.Key)).Distinct().Count(), UnpricedResponses = parts.Where(p => p.Amount.NanoUsd is null).Select(p => (p.Row.Tool, p.Row.Key)).Distinct().Count() }, flow.Total);
        foreach (var level in (IEnumerable<FlowAmount>[])[flow.ByTool.Select(n => n.Amount), flow.ByRepository.Select(n => n.Amount), flow.ByFate.Select(n => n.Amount), flow.ToolToRepository.Select(l => l.Amount), flow.RepositoryToFate.Select(l => l.Amount)])
        {
            Assert.Equal(flow.Total, FlowAmount.Sum(level));
        }

        Assert.All(flow.ByTool, n => Assert.Equal(n.Amount, FlowAmount.Sum(flow.ToolToRepository.Where(l => l.Tool == n.Tool).Select(l => l.Amount))));
        Assert.All(flow.ByFate, n => Assert.Equal(n.Amount, FlowAmount.Sum(flow.RepositoryToFate.Where(l => l.Fate == n.Fate).Select(l => l.Amount))));
        Assert.All(flow.ByRepository, n => Assert.Equal(n.Amount, FlowAmount.Sum(flow.ToolToRepository.Where(l => l.Repository == n.Repository).Select(l => l.Amount))));
        Assert.All(flow.ByRepository, n => Assert.Equal(n.Amount, FlowAmount.Sum(flow.RepositoryToFate.Where(l => l.Repository == n.Repository).Select(l => l.Amount))));
    });

    [Fact]
    public void The_order_of_the_parts_does_not_matter() => Property.Holds(Parts, parts =>
        Assert.Equal(SpendFlow.Of(parts).Paths.Select(p => p.ToString()), SpendFlow.Of(parts.OrderBy(p => p.Row.Tool).ThenBy(p => p.Row.Key)).Paths.Select(p => p.ToString())));

    [Fact]
    public void What_has_no_price_is_unpriced_and_not_free()
    {
        var flow = SpendFlow.Of([.. Row("codex", 1, null, 900, [1], ["shop"], [SpendFate.Live]), .. Row("codex", 2, 40, 100, [1], ["shop"], [SpendFate.Dead])]);
        Assert.Equal(new FlowAmount(1, 900, null, 0, 900, 1), flow.ByFate[0].Amount);
        Assert.Equal(new FlowAmount(2, 1000, 40, 0, 900, 1), flow.Total);
    }

    [Fact]
    public void A_response_counts_once_where_most_of_it_went()
    {
        var flow = SpendFlow.Of(Row("codex", 1, 100, 10, [1, 3], ["ledger", "shop"], [SpendFate.Live, SpendFate.Dead]));
        Assert.Equal([("ledger", 0L, 25L), ("shop", 1L, 75L)], flow.Paths.Select(p => (p.Repository!, p.Amount.Responses, p.Amount.NanoUsd!.Value)));
    }

    [Theory]
    [InlineData(SpendFate.Live, SpendGroup.Live)]
    [InlineData(SpendFate.Open, SpendGroup.InFlight)]
    [InlineData(SpendFate.Merged, SpendGroup.InFlight)]
    [InlineData(SpendFate.Reverted, SpendGroup.Undone)]
    [InlineData(SpendFate.Dead, SpendGroup.Undone)]
    [InlineData(SpendFate.Abandoned, SpendGroup.Abandoned)]
    [InlineData(SpendFate.NoCode, SpendGroup.NoCode)]
    [InlineData(SpendFate.Unattributed, SpendGroup.Unattributed)]
    public void Eight_fates_are_drawn_in_six_groups(SpendFate fate, SpendGroup group) => Assert.Equal(group, SpendGroups.Of(fate));

    private static IEnumerable<SpendPart> Row(string tool, int key, long? nano, int tokens, IReadOnlyList<long> weights, string?[] repositories, SpendFate[] fates)
    {
        var amount = new SpendAmount(nano, null, new TokenCounts(tokens, 0, 0, 0, 0, 0));
        var row = new SpendRow(tool, $"k{key}", DateTimeOffset.UnixEpoch, "s", "ada", null, "", amount);
        return amount.Split(weights).Select((part, i) => new SpendPart(row, fates[i], LinkEvidence.Window, repositories[i], repositories[i] is null ? null : $"c{i}", part));
    }
}
