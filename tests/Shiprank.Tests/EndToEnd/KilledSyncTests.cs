using Shiprank.Cli;
using Shiprank.Engine.Demo;
using Shiprank.Tests.Cli;
using Shiprank.Tests.Demo;
using Shiprank.Tests.Privacy;

namespace Shiprank.Tests.EndToEnd;

/// <summary>A sync that is killed or interrupted at any moment leaves nothing half-written: the next one makes it whole.</summary>
public sealed class KilledSyncTests
{
    private static readonly DemoOptions Options = new() { Weeks = 4, People = 16 };

    [Fact]
    public void A_sync_killed_again_and_again_and_then_run_once_is_one_sync()
    {
        using var demo = new DemoFolder(Options);
        using var run = new CliRun();
        var arguments = Arguments(demo, Path.Combine(run.Folder, "killed"));
        foreach (var patience in (int[])[0, 60, 150, 300, 600, 1000])
        {
            using var process = RealProcess.Start(run.Home, arguments);
            while (!process.HasExited && !File.Exists(Path.Combine(run.Folder, "killed", Store.DuckStore.FileName))) Thread.Sleep(5);
            process.WaitForExit(patience);
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        SameAsOnce(demo, run, arguments);
    }

    [Fact]
    public void A_sync_interrupted_again_and_again_says_so_and_then_run_once_is_one_sync()
    {
        using var demo = new DemoFolder(Options);
        using var run = new CliRun();
        var arguments = Arguments(demo, Path.Combine(run.Folder, "killed"));
        foreach (var patience in (int[])[0, 15, 40, 80, 120, 160, 200, 250, 300, 350, 400, 500, 600, 700])
        {
            using var cancel = new CancellationTokenSource(patience);
            var (stdout, stderr) = (new StringWriter(), new StringWriter());
            var environment = new CliEnvironment { WorkingDirectory = run.Folder, Home = run.Home, Variables = new Dictionary<string, string>(), Clock = TimeProvider.System };
            var code = (ExitCode)CommandLine.Run(arguments, stdout, stderr, environment, cancel.Token);
            Assert.True(code is ExitCode.Interrupted or ExitCode.Ok, $"{code}\n{stderr}");
            if (code == ExitCode.Interrupted) Assert.Contains("interrupted", stderr.ToString(), StringComparison.Ordinal);
            if (patience == 0) Assert.Equal(ExitCode.Interrupted, code);
        }

        SameAsOnce(demo, run, arguments);
    }

    [Fact]
    public void What_a_killed_sync_leaves_behind_holds_nothing_that_was_typed()
    {
        using var site = new Site();
        for (var i = 0; i < 200; i++)
        {
            site.Append("homes/ada/.claude/projects/-w-shop/s-ada.jsonl", $$"""{"type":"user","sessionId":"s-ada","cwd":"/w/ada/shop","timestamp":"2026-06-08T09:00:00Z","message":{"role":"user","content":"please {{Canary.Marker}} {{i}}"} }""");
        }

        site.Commit("src/secret.py", Canary.Marker, 4000, new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero));
        foreach (var patience in (int[])[0, 100, 250, 500])
        {
            using var process = RealProcess.Start(site.Folder, "sync", "--events", site.At("events.jsonl"), "--config", site.At("shiprank.yaml"), "--data", site.At("data"));
            while (!process.HasExited && !File.Exists(site.At($"data/{Store.DuckStore.FileName}"))) Thread.Sleep(5);
            process.WaitForExit(patience);
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            foreach (var file in Directory.EnumerateFiles(site.At("data"), "*", SearchOption.AllDirectories)) Assert.False(Holds(file, Canary.Marker), file);
        }

        // What was given is found in the same way, so the search can fail.
        Assert.True(Holds(site.At("repos/shop/src/secret.py"), Canary.Marker));
    }

    private static bool Holds(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    private static void SameAsOnce(DemoFolder demo, CliRun run, string[] arguments)
    {
        Assert.Equal((ExitCode.Ok, ""), (run.Run(arguments), run.Error));
        Assert.Equal(ExitCode.Ok, run.Run(Arguments(demo, Path.Combine(run.Folder, "once"))));
        Assert.Equal(StoreFacts.Of(Path.Combine(run.Folder, "once")), StoreFacts.Of(Path.Combine(run.Folder, "killed")));
        foreach (var command in new[] { "score", "board" }) Assert.Equal(Document(demo, run, command, "once"), Document(demo, run, command, "killed"));
    }

    private static string Document(DemoFolder demo, CliRun run, string command, string data)
    {
        Assert.Equal(ExitCode.Ok, run.Run(command, "--json", "--as-of", Site.Until, "--config", Path.Combine(demo.Path, "shiprank.yaml"), "--data", Path.Combine(run.Folder, data)));
        Assert.Contains("\"nd\": \"", run.Out, StringComparison.Ordinal);
        return run.Out;
    }

    private static string[] Arguments(DemoFolder demo, string data) =>
        ["sync", "--events", Path.Combine(demo.Path, "events.jsonl"), "--config", Path.Combine(demo.Path, "shiprank.yaml"), "--data", data];
}
