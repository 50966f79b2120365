using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Server.Commands;
using Shiprank.Server.Gateway;
using Shiprank.Server.Jobs;

namespace Shiprank.Cli.Serving;

/// <summary>Runs command lines of other processes in the one that serves, against its open store: the same words give the same bytes as without it.</summary>
internal sealed class CommandService(OpenWorkspace open, string secret, CliEnvironment own)
{
    private static readonly string[] Syncing = ["sync", "backfill"];
    private static readonly string[] Taking = ["event", "import", "people"];

    /// <summary>The server, once it is made.</summary>
    public WebApplication? App { private get; set; }

    public int Run(CommandRequest request, TextWriter stdout, TextWriter stderr, CancellationToken cancel) => CommandLine.Run(
        [.. request.Arguments],
        stdout,
        stderr,
        own with
        {
            WorkingDirectory = request.WorkingDirectory,
            Home = request.Home,
            Variables = SentVariables.Over(own.Variables, request.Variables),
            Input = () => request.Input,
            OutputColumns = request.OutputColumns,
            ErrorColumns = request.ErrorColumns,
            Served = new(open.Store, open.ConfigPath, open.DataFolder, secret, Enter, Written, App!.Services.CountersOfCaps(), () => OneTimeAddress.Of(App!)),
        },
        cancel);

    /// <summary>Another organisation file is in force before the command ends.</summary>
    private void Written()
    {
        App!.Services.GetRequiredService<LiveWorkspace>().Reload();
        App!.Services.GetRequiredService<SyncQueue>().Written();
    }

    private IDisposable? Enter(string command, CancellationToken cancel)
    {
        var lanes = App!.Services.GetRequiredService<Lanes>();
        return Syncing.Contains(command) ? lanes.EnterSync(cancel).GetAwaiter().GetResult()
            : Taking.Contains(command) ? lanes.EnterIntake(cancel).GetAwaiter().GetResult()
            : null;
    }
}
