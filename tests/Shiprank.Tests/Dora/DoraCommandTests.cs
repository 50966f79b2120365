using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Dora;

[Collection(SyncedDemo.Name)]
public sealed class DoraCommandTests(SyncedDemo demo)
{
    [Theory]
    [InlineData("dora --window 2w", "checkout-api|storefront|ledger|fulfilment|insight|platform")]
    [InlineData("dora --level team --window 2w", "Checkout|Storefront|Payments|Billing|Fulfilment|Logistics|Insight|Platform")]
    public void Each_row_has_the_five_with_their_parts_or_a_reason(string command, string names)
    {
        var rows = demo.Document(command).GetProperty("rows").EnumerateArray().ToList();
        Assert.Subset(rows.Select(r => r.GetProperty("name").GetString()!).ToHashSet(StringComparer.Ordinal), names.Split('|').ToHashSet(StringComparer.Ordinal));
        foreach (var five in rows.SelectMany(r => new[] { r.GetProperty("now"), r.GetProperty("before") }))
        {
            foreach (var figure in (string[])["leadTimeHours", "deploymentDaysPerWeek", "changeFailRate", "recoveryHours", "reworkRate"])
            {
                var it = five.GetProperty(figure);
                var value = it.TryGetProperty("median", out var median) ? median : it.GetProperty("value");
                Assert.True(value.ValueKind == JsonValueKind.Null ^ it.GetProperty("missing").ValueKind == JsonValueKind.Null, $"{figure}: {it}");
            }
        }

        Assert.Contains(rows, r => r.GetProperty("now").GetProperty("leadTimeHours").GetProperty("until").GetString() == "merge");
        Assert.Contains(rows, r => r.GetProperty("now").GetProperty("leadTimeHours").GetProperty("until").GetString() == "deployment");
    }

    [Fact]
    public void The_failed_deployments_are_those_of_the_rate()
    {
        foreach (var five in demo.Document("dora --window 6w").GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("now")))
        {
            if (five.GetProperty("changeFailRate").GetProperty("numerator").GetString() is { } failed) Assert.Equal(failed, $"{five.GetProperty("failures").GetArrayLength()}");
            if (five.GetProperty("reworkRate").GetProperty("numerator").GetString() is { } reworks) Assert.Equal(reworks, $"{five.GetProperty("reworks").GetArrayLength()}");
        }
    }

    [Theory]
    [InlineData("dora", 80)]
    [InlineData("dora --level team", 80)]
    [InlineData("dora --level team", 130)]
    public void The_table_keeps_to_the_terminal(string command, int columns) =>
        Assert.All(demo.Lines(command, columns), line => Assert.InRange(line.Length, 0, columns));

    [Fact]
    public void Where_no_deployment_is_known_the_text_says_so()
    {
        var text = string.Join('\n', demo.Lines("dora", 200));
        Assert.Contains("insight: no deployment is known: merges stand for deployments.", text, StringComparison.Ordinal);
        Assert.Contains("* Deployment unknown: the lead time ends with the merge.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_level_is_a_usage_error() => Assert.Equal(ExitCode.Usage, demo.Ask("dora", "--level", "galaxy"));
}
