using System.Text.Json;

namespace Shiprank.Tests.Scenarios;

public sealed class ScenarioBuilderTests
{
    public static TheoryData<string> Names => [.. Scenario.All.Select(s => s.Name).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_builds_the_shas_of_its_expected_documents(string name)
    {
        using var folder = new TemporaryFolder();
        var labels = ScenarioBuilder.Build(Fixtures.Of("scenarios", name), folder.Path);
        var built = labels.Values.ToHashSet(StringComparer.Ordinal);
        var expected = Scenario.All.Where(s => s.Name == name).SelectMany(s => Shas(s.ExpectedDocument)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(expected);
        Assert.Subset(built, expected);
        foreach (var repository in Directory.EnumerateDirectories(folder.At("repos")))
        {
            new TestGit(repository).Run("-c", "safe.directory=*", "fsck", "--strict", "--no-dangling");
        }
    }

    [Fact]
    public void Placeholders_become_shas_in_the_events()
    {
        using var folder = new TemporaryFolder();
        var labels = ScenarioBuilder.Build(Fixtures.Of("scenarios", "06-revert-and-re-land"), folder.Path);
        Assert.Contains($"\"sha\": \"{labels["part"]}\"", File.ReadAllText(folder.At("events.jsonl")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Shas(string document)
    {
        using var json = JsonDocument.Parse(document);
        var (changes, deployments) = (json.RootElement.GetProperty("changes"), json.RootElement.GetProperty("deployments"));
        return [.. changes.EnumerateArray().Concat(deployments.EnumerateArray()).Select(row => row.Text("sha")!)];
    }
}
