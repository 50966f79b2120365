using System.IO.Pipelines;
using System.Text;
using Shiprank.Cli;
using Shiprank.Engine;
using Shiprank.Server.Commands;

namespace Shiprank.Server.Tests.Commands;

/// <summary>Commands that write, run by a server.</summary>
public sealed class WritingCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public WritingCommandTests() => folder.Write("shiprank.yaml", """
        organisation: Northwind
        repositories:
          - { name: shop, url: "https://localhost:1/northwind/shop.git", services: [{ name: shop, environment: production, mode: events }] }
        webhooks:
          events: { secret_env: CI }
        """);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_told_stands_when_the_server_has_ended()
    {
        using (var served = await ServedCommand.Start(folder))
        {
            var run = new CliRun(folder, TimeProvider.System);
            Assert.Equal(ExitCode.Ok, run.Run("event incident --id i-1 --severity sev2 --opened-at 2026-06-01T10:00:00Z --service shop"));
            Assert.Contains("incident i-1 stored", run.Out, StringComparison.Ordinal);
            run.Input = new MemoryStream(Encoding.UTF8.GetBytes(RunningServer.Deployment("d-1") + "nonsense\n" + RunningServer.Deployment("d-2")));
            Assert.True(run.Run("event --file -") == ExitCode.Partial, run.Error);
            Assert.Contains("stdin:2", run.Error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Partial, run.Run("sync --offline --json"));
            Assert.Contains("no mirror of it yet", run.Out, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Ok, served.Stop());
        }

        Assert.False(File.Exists(folder.At($"data/{ServerFile.Name}")));
        using var store = Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        Assert.Equal(["d-1", "d-2", "i-1"], store.ReadEvents().Select(e => e.Id).Order(StringComparer.Ordinal));
        Assert.Contains(store.ReadSyncRuns(10), r => !r.Program.Contains("serve", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interrupting_a_command_ends_it_and_leaves_the_server()
    {
        using var served = await ServedCommand.Start(folder);
        using var stop = new CancellationTokenSource();
        var pipe = new Pipe(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var run = new CliRun(folder, TimeProvider.System) { Input = pipe.Reader.AsStream() };
        var running = Task.Run(() => run.Run("event --file -", stop.Token));

        // Taken: the command is on its way, and waits for more that never comes.
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(RunningServer.Deployment("d-1"))).AsTask().WaitAsync(TimeSpan.FromMinutes(2));
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Interrupted, await running.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Contains("interrupted", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Partial, new CliRun(folder, TimeProvider.System).Run("score"));
    }

    [Fact]
    public async Task Its_file_is_for_the_owner_alone()
    {
        using var served = await ServedCommand.Start(folder);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.At($"data/{ServerFile.Name}")));
        Assert.Equal(64, served.File.Secret.Length);
        Assert.Equal((Environment.ProcessId, folder.At("shiprank.yaml"), true), (served.File.Process, served.File.Config, served.File.Address.IsLoopback));
    }

    [Theory]
    [InlineData("serve --port 0", "a server runs here already")]
    [InlineData("demo", "a server does not write the demo")]
    public async Task A_server_starts_no_second_one_and_writes_no_demo(string command, string said)
    {
        using var served = await ServedCommand.Start(folder);
        using var client = new HttpClient { BaseAddress = served.File.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", served.File.Secret);
        var request = new CommandRequest { Arguments = [.. command.Split(' '), "--config", folder.At("shiprank.yaml"), "--data", folder.At("data")], WorkingDirectory = folder.Path, Home = folder.Path, Variables = new Dictionary<string, string>() };
        using var response = await client.PostAsync(CommandRequest.Route, new ByteArrayContent(request.ToLine()));
        await using var frames = await response.Content.ReadAsStreamAsync();
        var error = new StringBuilder();
        Frame? frame;
        while ((frame = await Frame.Read(frames, CancellationToken.None)) is { Kind: not FrameKind.Exit } piece) error.Append(Encoding.UTF8.GetString(piece.Bytes.Span));
        Assert.Equal((int)ExitCode.Usage, frame!.Value.ExitCode);
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
    }
}
