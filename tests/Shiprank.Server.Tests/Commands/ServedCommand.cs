using Shiprank.Cli;
using Shiprank.Server.Commands;

namespace Shiprank.Server.Tests.Commands;

/// <summary><c>shiprank serve</c> in this process, on a free port, until it is disposed of.</summary>
internal sealed class ServedCommand : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task<ExitCode> serving;
    private readonly CliRun run;

    private ServedCommand(TestFolder folder, TimeProvider clock)
    {
        run = new(folder, clock);
        serving = Task.Factory.StartNew(() => run.Run("serve --port 0 --every 0 --drain 0", stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public ServerFile File { get; private set; } = null!;

    public static async Task<ServedCommand> Start(TestFolder folder)
    {
        var served = new ServedCommand(folder, TimeProvider.System);
        await Eventually.Holds(() => ServerFile.Read(folder.At("data")) is not null || served.serving.IsCompleted, () => "");
        served.File = ServerFile.Read(folder.At("data")) ?? throw new InvalidOperationException(served.run.Error);
        return served;
    }

    /// <returns>The exit code of the server's command.</returns>
    public ExitCode Stop()
    {
        stop.Cancel();
        return serving.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        Stop();
        stop.Dispose();
    }
}
