using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Engine;
using Shiprank.Engine.Scoring;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Demo;

/// <summary>A small demo, synced through the command line once for all tests that ask it something.</summary>
public sealed class SyncedDemo : IDisposable
{
    public const string Name = "synced demo";

    private readonly DemoFolder folder = new(SmallDemo.Options);
    private readonly CliRun run = new();
    private readonly Lazy<Facts> facts;

    public SyncedDemo()
    {
        facts = new(Read);
        Assert.Equal(ExitCode.Ok, Ask("sync", "--events", Path.Combine(folder.Path, "events.jsonl")));
    }

    /// <summary>What the commands compute, once: nothing of it is read from the store any more.</summary>
    public Facts Facts => facts.Value;

    /// <summary>The same as boards, lists and stories take it.</summary>
    public Standing Standing => Standing.Of(Facts);

    public DemoFolder Folder => folder;

    public string Out => run.Out;

    public string Error => run.Error;

    /// <summary>Runs a command on the demo as of its end, as if its output went to a file; <c>columns</c> lays it out for a terminal.</summary>
    public ExitCode Ask(params string[] arguments) => run.Run([.. arguments, "--config", Path.Combine(folder.Path, "shiprank.yaml"), "--data", Path.Combine(folder.Path, "data"), "--as-of", $"{SmallDemo.Options.AsOf:yyyy-MM-ddTHH:mm:ssZ}"]);

    public JsonElement Document(string command)
    {
        Assert.True(Ask([.. command.Split(' '), "--json"]) == ExitCode.Ok, Error);
        return run.Document;
    }

    public string[] Lines(string command, int columns)
    {
        run.Variables["COLUMNS"] = $"{columns}";
        Assert.True(Ask(command.Split(' ')) == ExitCode.Ok, Error);
        run.Variables.Remove("COLUMNS");
        return Out.TrimEnd('\n').Split('\n');
    }

    private Facts Read()
    {
        using var store = Workspace.OpenStore(Path.Combine(folder.Path, "data"), TimeProvider.System).Value;
        var read = Facts.Read(store, Workspace.Load(folder.Facts.OrganisationFile).Value!, SmallDemo.Options.AsOf);
        Assert.NotEmpty(read.Score.Changes);
        Assert.NotEmpty(read.Spend);
        return read;
    }

    public void Dispose()
    {
        run.Dispose();
        folder.Dispose();
    }
}

[CollectionDefinition(SyncedDemo.Name)]
public sealed class SyncedDemoDefinition : ICollectionFixture<SyncedDemo>;
