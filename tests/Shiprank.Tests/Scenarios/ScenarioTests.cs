namespace Shiprank.Tests.Scenarios;

public sealed class ScenarioTests
{
    public static TheoryData<string, string> Scores => new(Scenario.All.Select(s => (s.Name, s.Expected)));

    [Theory]
    [MemberData(nameof(Scores))]
    public void Scenario_gives_its_expected_score(string name, string expected)
    {
        Assert.SkipWhen(Scoring.Score is null, "no score is wired to the scenarios");
        var scenario = Scenario.All.Single(s => s.Name == name && s.Expected == expected);
        using var folder = new TemporaryFolder();
        ScenarioBuilder.Build(scenario.Folder, folder.Path);
        var document = Scoring.Score!(folder.Path, scenario.AsOf, scenario.Since, scenario.Until);
        var differences = ScoreDocumentComparer.Differences(scenario.ExpectedDocument, document);
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(40))}");
    }
}
