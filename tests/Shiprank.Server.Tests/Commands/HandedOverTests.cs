using Shiprank.Cli;
using Shiprank.Engine;
using Shiprank.Server.Commands;

namespace Shiprank.Server.Tests.Commands;

/// <summary>Beside a running server every command works as without it: the server runs it.</summary>
[Collection(DemoSite.Name)]
public sealed class HandedOverTests(DemoSite demo)
{
    private static readonly string[] Reports =
    [
        "score --json", "score", "board --json", "board", "board --level person --rank nd-ai", "changes --json", "changes", "changes --sort cost --limit 5", "flow --json", "flow", "dora --json", "dora", "changes --sort nonsense",
        "change 0000000 --json", "changes --team nowhere",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    public async Task Reports_are_the_same_to_the_byte(int? columns)
    {
        var alone = Reports.Select(r => Run(r, columns)).ToList();
        using var served = await ServedCommand.Start(demo.Folder);

        // What it owns can't be opened beside it: whatever is answered comes from it.
        Assert.False(Workspace.OpenStore(demo.Folder.At("data"), TimeProvider.System).Succeeded);
        for (var i = 0; i < Reports.Length; i++) Assert.Equal(alone[i], Run(Reports[i], columns));
    }

    [Fact]
    public async Task Many_at_once_do_not_disturb_each_other()
    {
        var alone = Reports.Take(6).Select(r => Run(r, null)).ToList();
        using var served = await ServedCommand.Start(demo.Folder);
        var many = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => Run(Reports[i % 6], null))));
        for (var i = 0; i < many.Length; i++) Assert.Equal(alone[i % 6], many[i]);
    }

    [Fact]
    public async Task Settings_of_the_callers_environment_count()
    {
        using var served = await ServedCommand.Start(demo.Folder);
        var run = new CliRun(demo.Folder, TimeProvider.System) { Columns = 100 };
        Assert.Equal(ExitCode.Ok, run.Run($"board --as-of {DemoSite.AsOf}"));
        var coloured = run.Out;
        run.Variables["NO_COLOR"] = "1";
        Assert.Equal(ExitCode.Ok, run.Run($"board --as-of {DemoSite.AsOf}"));
        Assert.Contains('\u001b', coloured);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public async Task Another_organisation_file_is_not_meant_and_that_is_said()
    {
        File.WriteAllText(demo.Folder.At("other.yaml"), "organisation: Southwind\n");
        using var served = await ServedCommand.Start(demo.Folder);
        var run = new CliRun(demo.Folder, TimeProvider.System);
        Assert.Equal(ExitCode.Failure, run.Run($"board --config {demo.Folder.At("other.yaml")}"));
        Assert.Equal("", run.Out);
        Assert.Contains($"works with {demo.Folder.At("shiprank.yaml")}, not with {demo.Folder.At("other.yaml")}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_server_that_is_gone_is_nobody()
    {
        var folder = demo.Folder.At("data");
        foreach (var process in (int[])[int.MaxValue, Environment.ProcessId])
        {
            // The second one's process is there, and nobody listens.
            new ServerFile(new("http://127.0.0.1:1/"), process, "s3cret", demo.Folder.At("shiprank.yaml"), "shiprank 0").Write(folder);
            Assert.Equal(ExitCode.Ok, demo.Run.Run("score"));
        }

        File.WriteAllText(Path.Combine(folder, ServerFile.Name), "{\"address\":7}");
        Assert.Equal(ExitCode.Ok, demo.Run.Run("score"));
        File.Delete(Path.Combine(folder, ServerFile.Name));
    }

    private (ExitCode, string, string) Run(string command, int? columns)
    {
        var run = new CliRun(demo.Folder, TimeProvider.System) { Columns = columns };
        return (run.Run($"{command} --as-of {DemoSite.AsOf}"), run.Out, run.Error);
    }
}
