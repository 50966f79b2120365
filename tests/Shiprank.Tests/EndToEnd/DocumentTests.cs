using System.Text.Json;
using System.Text.RegularExpressions;
using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>The documents of all commands: members as the interface names them, in a fixed order; no time without Z, no fraction outside a string.</summary>
public sealed partial class DocumentTests : IDisposable
{
    private readonly Site site = new();

    public DocumentTests()
    {
        site.Grow(2);
        site.SyncWhole();
    }

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("score --window 52w", "schemaVersion policy asOf cells changes deployments teams totals problems")]
    [InlineData("board --window 52w", "schemaVersion policy asOf level rank since until rows problems")]
    [InlineData("board --window 52w --level person --rank nd-ai", "schemaVersion policy asOf level rank since until rows problems")]
    [InlineData("change shop#1", "schemaVersion asOf repository sha costUsd services deployments sessions request commits authors otherAuthors agents tickets reverts timeline nd totals costPerLine costPerNd")]
    [InlineData("changes", "schemaVersion policy asOf sort changes rest totals")]
    [InlineData("flow --window 52w", "schemaVersion asOf since until shown nodes links rows totals")]
    [InlineData("dora --window 26w", "schemaVersion policy asOf level since until beforeSince beforeUntil rows")]
    [InlineData("dora --level team", "schemaVersion policy asOf level since until beforeSince beforeUntil rows")]
    [InlineData("usage --home homes/ada", "schemaVersion timeZone rows totals byTool ingest priceList")]
    [InlineData("prices", "schemaVersion priceList at models credits lists")]
    [InlineData("sync", "schemaVersion usage events bills git spend restated ingest problems")]
    [InlineData("restatements --window 26w", "schemaVersion since until rows notShown")]
    [InlineData("doctor", "schemaVersion checks")]
    public void A_document_has_its_members_in_order_and_numbers_that_lose_nothing(string command, string members)
    {
        var code = site.Ask($"{command} --json --as-of {Site.Until}");
        Assert.True(code is ExitCode.Ok || command == "doctor", site.Run.Error);
        Assert.Equal(members, Names(site.Run.Document));
        Assert.Equal(1, site.Run.Document.GetProperty("schemaVersion").GetInt32());
        Check(site.Run.Document, "$");
    }

    [Fact]
    public void The_rows_of_a_score_have_every_member_of_the_interface()
    {
        site.Ask($"score --json --window 52w --as-of {Site.Until}");
        var score = site.Run.Document;
        Assert.Equal("name sha256", Names(score.GetProperty("policy")));
        Assert.Equal("service day person S nd scu share provisional changes", Names(score.GetProperty("cells")[0]));
        Assert.Equal("lo mid hi", Names(score.GetProperty("cells")[0].GetProperty("share")));
        Assert.Equal("sha repository mergedAt deployedAt service mode eligible alive deleted quality reason credit share evidence fate", Names(score.GetProperty("changes")[0]));
        Assert.Equal("service id sha at kind delivered", Names(score.GetProperty("deployments")[0]));
        Assert.Equal("team nd ndAi scu", Names(score.GetProperty("teams")[0]));
        Assert.Equal("nd ndAi scu", Names(score.GetProperty("totals")));
        Assert.Equal("lo mid hi", Names(score.GetProperty("totals").GetProperty("ndAi")));
    }

    [Theory]
    [InlineData("team")]
    [InlineData("person")]
    public void The_rows_of_a_board_have_every_member_of_the_interface(string level)
    {
        var yaml = File.ReadAllText(site.At("shiprank.yaml"));
        site.Run.Write("shiprank.yaml", yaml.Replace("logins: [ada]", "logins: [ada], share: true", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Ok, site.Ask($"board --json --window 52w --level {level} --as-of {Site.Until}"));
        var row = site.Run.Document.GetProperty("rows").EnumerateArray().First(r => r.GetProperty("companions").ValueKind == JsonValueKind.Object);
        Assert.Equal("band name members ndPerWeek ndAiPerWeek nd scu weeks companions coverage notRanked", Names(row));
        Assert.Equal("value lo hi", Names(row.GetProperty("ndPerWeek")));
        Assert.Equal("lo mid hi", Names(row.GetProperty("ndAiPerWeek")));
        Assert.StartsWith(
            "mergeRate changeFailureRate defectsPer100 cycleTimeHours rework reviewCoverage spendUsd costPerNd spendTied adoption", Names(row.GetProperty("companions")), StringComparison.Ordinal);
        Assert.Equal("median p90", Names(row.GetProperty("companions").GetProperty("cycleTimeHours")));
    }

    [Fact]
    public void Usage_rows_have_every_member_of_the_interface()
    {
        Assert.Equal(ExitCode.Ok, site.Ask("usage --home homes/ada --json"));
        const string counts = "tools models responses input cacheRead cacheWrite5m cacheWrite1h output reasoning total credits costUsd unpricedTokens";
        var usage = site.Run.Document;
        Assert.StartsWith($"key {counts}", Names(usage.GetProperty("rows")[0]), StringComparison.Ordinal);
        Assert.StartsWith(counts, Names(usage.GetProperty("totals")), StringComparison.Ordinal);
        Assert.StartsWith(counts, Names(usage.GetProperty("byTool").GetProperty("claude-code")), StringComparison.Ordinal);
        Assert.StartsWith("files bytes linesRead skipped", Names(usage.GetProperty("ingest")), StringComparison.Ordinal);
        Assert.StartsWith("version date", Names(usage.GetProperty("priceList")), StringComparison.Ordinal);
    }

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(p => p.Name));

    private static void Check(JsonElement element, string where)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Check(member.Value, $"{where}.{member.Name}");
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Check(item, $"{where}[]");
                break;
            case JsonValueKind.Number:
                Assert.True(element.TryGetInt64(out _), $"{where} is {element}: a fraction belongs in a string");
                break;
            case JsonValueKind.String when Time().IsMatch(element.GetString()!):
                Assert.True(element.GetString()!.EndsWith('Z'), $"{where} is {element}");
                break;
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Time();
}
