using Shiprank.Cli;
using Shiprank.Engine.Demo;
using Shiprank.Engine.Scoring;

namespace Shiprank.Server.Tests.Privacy;

/// <summary>
/// The demo at its full size over a few weeks, synced: one team shares nothing, the activity board is off, and a team of three is cut out of another.
/// Everything an attacker asks goes over HTTP; what is true is read from the store.
/// </summary>
public sealed class PrivacySite : IDisposable
{
    public const string Name = "privacy site";

    public static readonly DemoOptions Options = new() { Weeks = 6 };

    private readonly CliRun run;

    public PrivacySite()
    {
        DemoOrganisation.Write(Folder.Path, Options);
        var file = Folder.At("shiprank.yaml");
        File.WriteAllText(file, Cut(File.ReadAllText(file).Replace("activity_board: true", "activity_board: false", StringComparison.Ordinal)));
        run = new(Folder, TimeProvider.System);
        Assert.True(run.Run($"sync --events {Folder.At("events.jsonl")} --as-of {AsOf}") == ExitCode.Ok, run.Error);
    }

    public static string AsOf => $"{Options.AsOf:yyyy-MM-ddTHH:mm:ssZ}";

    internal TestFolder Folder { get; } = new();

    internal Task<RunningServer> Serve() => RunningServer.Over(Folder, keep: true, o => o with { AsOf = Options.AsOf });

    /// <summary>What is true: read beside the server, with its own standing.</summary>
    internal static Standing Truth(RunningServer server) =>
        Standing.Read(server.Store, Engine.Workspace.Load(((ServerOptions)server.Services.GetService(typeof(ServerOptions))!).ConfigPath!).Value!.Agreed(server.Store)).Value!;

    public void Dispose() => Folder.Dispose();

    /// <summary>Makes the last three people of Platform a team of their own.</summary>
    private static string Cut(string yaml)
    {
        var lines = yaml.Split('\n').ToList();
        var start = lines.FindIndex(l => l.Trim() == "- id: platform");
        var members = Enumerable.Range(start, lines.Count - start).Skip(1).SkipWhile(i => !lines[i].Contains("{ person:", StringComparison.Ordinal)).TakeWhile(i => lines[i].Contains("{ person:", StringComparison.Ordinal)).ToList();
        var three = members.TakeLast(3).Select(i => lines[i]).ToList();
        var last = members[^1];
        lines.RemoveRange(last - 2, 3);
        lines.InsertRange(last - 2, ["  - id: trio", "    name: Trio", "    cost_centre: CC-500", "    members:", .. three]);
        return string.Join('\n', lines);
    }
}

[CollectionDefinition(Name)]
public sealed class PrivacySiteDefinition : ICollectionFixture<PrivacySite>
{
    public const string Name = PrivacySite.Name;
}
