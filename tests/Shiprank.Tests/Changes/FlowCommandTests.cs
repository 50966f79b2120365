using System.Globalization;
using System.Text.Json;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Changes;

[Collection(SyncedDemo.Name)]
public sealed class FlowCommandTests(SyncedDemo demo)
{
    private static readonly string[] Amounts = ["responses", "tokens", "costUsd", "credits", "unpricedTokens", "unpricedResponses"];

    [Theory]
    [InlineData("flow --window 52w")]
    [InlineData("flow --window 2w")]
    public void What_flows_into_a_node_flows_out_of_it_and_all_is_the_total(string command)
    {
        var flow = demo.Document(command);
        var nodes = flow.GetProperty("nodes").EnumerateArray().ToList();
        var links = flow.GetProperty("links").EnumerateArray().ToList();
        foreach (var amount in Amounts)
        {
            foreach (var kind in (string[])["tool", "repository", "fate"])
            {
                Assert.Equal(Number(flow.GetProperty("totals"), amount), nodes.Where(n => n.GetProperty("kind").GetString() == kind).Sum(n => Number(n, amount)));
            }

            foreach (var node in nodes)
            {
                var (id, kind) = (node.GetProperty("id").GetString()!, node.GetProperty("kind").GetString()!);
                if (kind != "tool") Assert.Equal(Number(node, amount), links.Where(l => l.GetProperty("target").GetString() == id).Sum(l => Number(l, amount)));
                if (kind != "fate") Assert.Equal(Number(node, amount), links.Where(l => l.GetProperty("source").GetString() == id).Sum(l => Number(l, amount)));
            }

            Assert.Equal(Number(flow.GetProperty("totals"), amount), flow.GetProperty("rows").EnumerateArray().Sum(r => Number(r, amount)));
        }
    }

    [Fact]
    public void The_flow_of_all_time_is_the_spend_of_the_sync()
    {
        var flow = demo.Document("flow --window 52w").GetProperty("nodes").EnumerateArray().Where(n => n.GetProperty("kind").GetString() == "fate").ToList();
        var spend = demo.Document($"sync --events {demo.Folder.Facts.EventsFile}").GetProperty("spend").EnumerateArray().ToList();
        Assert.Equal(spend.Select(s => Number(s, "costUsd")), flow.Select(f => Number(f, "costUsd")));
        Assert.Equal(demo.Folder.Facts.Homes.Values.SelectMany(h => h.Values).Sum(u => u.Tokens.Total) + demo.Folder.Facts.UsageEvents.Values.Sum(u => u.Tokens.Total), flow.Sum(f => Number(f, "tokens")));
    }

    [Fact]
    public void Every_fate_has_its_group()
    {
        var fates = demo.Document("flow --window 52w").GetProperty("nodes").EnumerateArray().Where(n => n.GetProperty("kind").GetString() == "fate").ToList();
        string[] groups = ["live", "in_flight", "undone", "abandoned", "no_code", "unattributed"];
        Assert.NotEmpty(fates);
        Assert.All(fates, f => Assert.Contains(f.GetProperty("group").GetString(), groups));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_tables_keep_to_the_terminal_and_end_in_one_total(int columns)
    {
        var lines = demo.Lines("flow --window 52w", columns);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        var totals = lines.Where(l => l.StartsWith("total ", StringComparison.Ordinal)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..4]).ToList();
        Assert.Equal(2, totals.Count);
        Assert.Equal(totals[0], totals[1]);
    }

    private static decimal Number(JsonElement row, string name) => row.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => 0,
        { ValueKind: JsonValueKind.String } text => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture),
        var number => number.GetDecimal(),
    };
}
