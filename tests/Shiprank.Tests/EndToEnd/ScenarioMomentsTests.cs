using Shiprank.Cli;
using Shiprank.Tests.Cli;
using Shiprank.Tests.Scenarios;

namespace Shiprank.Tests.EndToEnd;

/// <summary>Every scenario through the store: a moment in the middle of its history is answered like its end.</summary>
public sealed class ScenarioMomentsTests
{
    public static TheoryData<string> Names => [.. Directory.EnumerateDirectories(Fixtures.Of("scenarios")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_is_answered_at_any_moment(string name)
    {
        using var run = new CliRun { Clock = TimeProvider.System };
        ScenarioBuilder.Build(Fixtures.Of("scenarios", name), run.Folder);
        string[] common = ["--config", "shiprank.yaml", "--data", "data", "--json"];
        Assert.Equal(ExitCode.Ok, run.Run(["sync", "--events", "events.jsonl", .. common]));
        foreach (var moment in (string[])["2020-01-01", "2026-02-25", "2026-03-02T19:00:00Z", "2026-03-10", "2026-04-15", "2026-07-01"])
        {
            foreach (var command in (string[])["score", "board"])
            {
                var code = run.Run([command, "--window", "104w", "--as-of", moment, .. common]);
                Assert.True(code == ExitCode.Ok, $"{command} as of {moment}: {code}\n{run.Error}");
            }
        }
    }
}
