using Shiprank.Cli;
using Shiprank.Engine.Demo;

namespace Shiprank.Server.Tests;

/// <summary>A small demo, in which everybody shares, so that pages are of every row (what they hide is tested in Privacy), synced through the command line once for all tests that ask a server about it, one after the other.</summary>
public sealed class DemoSite : IDisposable
{
    public const string Name = "demo site";

    public static readonly DemoOptions Options = new() { Weeks = 5, People = 16 };

    private readonly CliRun run;

    public DemoSite()
    {
        DemoOrganisation.Write(Folder.Path, Options);
        run = new(Folder, TimeProvider.System);
        Assert.True(run.Run($"sync --events {Folder.At("events.jsonl")} --as-of {AsOf}") == ExitCode.Ok, run.Error);
    }

    public static string AsOf => $"{Options.AsOf:yyyy-MM-ddTHH:mm:ssZ}";

    internal TestFolder Folder { get; } = new();

    /// <summary>Of people, teams and repositories.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var organisation = Engine.Workspace.Load(Folder.At("shiprank.yaml")).Value!.Organisation;
            return [.. organisation.People.SelectMany(p => new[] { p.Id, p.Name }), .. organisation.Teams.SelectMany(t => new[] { t.Id, t.Name }), .. organisation.Repositories.Select(r => r.Name)];
        }
    }

    internal CliRun Run => run;

    /// <summary>What a command writes in a process of its own, as of the demo's end.</summary>
    public string Out(string command, ExitCode code = ExitCode.Ok)
    {
        Assert.True(run.Run($"{command} --as-of {AsOf}") == code, run.Error);
        return run.Out;
    }

    internal Task<RunningServer> Serve(Func<ServerOptions, ServerOptions>? change = null) => RunningServer.Over(Folder, keep: true, options => change is null ? options : change(options));

    public void Dispose() => Folder.Dispose();
}

[CollectionDefinition(Name)]
public sealed class DemoSiteDefinition : ICollectionFixture<DemoSite>
{
    public const string Name = DemoSite.Name;
}
