using Shiprank.Cli;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Scenarios;

public sealed class ScenarioTests
{
    public static TheoryData<string, string> Scores => new(Scenario.All.Select(s => (s.Name, s.Expected)));

    [Theory]
    [MemberData(nameof(Scores))]
    public void Scenario_gives_its_expected_score_through_readers_and_score_alone(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var scenario = Build(name, expected, folder);
        Agree(scenario, DirectScoring.Score(folder.Path, scenario.AsOf, scenario.Since, scenario.Until));
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void Scenario_gives_its_expected_score_through_sync_store_and_command_line(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var scenario = Build(name, expected, folder);
        string[] place = ["--config", folder.At("shiprank.yaml"), "--data", folder.At("data")];
        using var cli = new CliRun { Clock = TimeProvider.System };
        Assert.Equal(ExitCode.Ok, cli.Run(["sync", "--events", folder.At("events.jsonl"), .. place]));
        Assert.Equal(ExitCode.Ok, cli.Run(["sync", "--events", folder.At("events.jsonl"), .. place]));
        Assert.Equal(ExitCode.Ok, cli.Run(["score", "--json", "--as-of", scenario.AsOf, "--since", scenario.Since, "--until", scenario.Until, .. place]));
        Agree(scenario, cli.Out);
    }

    private static Scenario Build(string name, string expected, TemporaryFolder folder)
    {
        var scenario = Scenario.All.Single(s => s.Name == name && s.Expected == expected);
        ScenarioBuilder.Build(scenario.Folder, folder.Path);
        return scenario;
    }

    private static void Agree(Scenario scenario, string document)
    {
        var differences = ScoreDocumentComparer.Differences(scenario.ExpectedDocument, document);
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(40))}");
    }
}
