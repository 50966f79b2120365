using Shiprank.Cli.Serving;
using Shiprank.Engine;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Cli;

/// <summary>The organisation and its store, for the length of one command.</summary>
public sealed record OpenWorkspace(Workspace Workspace, DuckStore Store, string ConfigPath, string DataFolder) : IDisposable
{
    /// <summary>Ends the use of a store that somebody else keeps open; null when the store is closed after the command.</summary>
    private Action? Leave { get; init; }

    /// <summary>
    /// Opens what <c>--config</c> and <c>--data</c> name. Where a server has the data open, the whole command is run there instead. Every problem is said;
    /// then, as after a command that the server ran, the result is null and <paramref name="code"/> the exit code.
    /// </summary>
    /// <param name="readsInput">The command reads standard input.</param>
    public static OpenWorkspace? Open(CommandContext context, out ExitCode code, bool readsInput = false)
    {
        if (ConfigOf(context, out code) is not { } path) return null;
        if (context.Environment.Served is null)
        {
            using var server = RunningServer.Of(context.DataFolder);
            if (server?.Run(context, readsInput).GetAwaiter().GetResult() is { } ran)
            {
                code = ran;
                return null;
            }
        }

        return Open(context, path, context.DataFolder, out code);
    }

    /// <summary>
    /// The same for a server, which starts without an organisation file too and then offers to make one: where <c>--config</c> says, else where it is
    /// looked for; sample data that were loaded into the data folder stand for it.
    /// </summary>
    public static OpenWorkspace? OpenToServe(CommandContext context, out ExitCode code)
    {
        code = ExitCode.Failure;
        var sample = Path.Combine(context.DataFolder, LiveWorkspace.SampleFolder, "shiprank.yaml");
        var path = context.ConfigFile ?? (File.Exists(sample) ? sample : context.Environment.NewConfig);
        if (File.Exists(path)) return Open(context, path, context.DataFolder, out code);
        var store = Workspace.OpenStore(context.DataFolder, context.Environment.Clock);
        if (store.Succeeded) return new(Workspace.Empty, store.Value, path, context.DataFolder);
        code = context.Fail(ExitCode.Failure, store.Problem);
        return null;
    }

    public static OpenWorkspace? Open(CommandContext context, string configPath, string dataFolder, out ExitCode code)
    {
        code = ExitCode.Failure;
        var served = context.Environment.Served is { } open && open.IsAt(dataFolder) ? open : null;
        if (served is not null && !served.IsBy(configPath))
        {
            code = context.Fail(ExitCode.Failure, $"the server that has this data open works with {served.ConfigPath}, not with {configPath}", "name that file with --config, use another data folder, or stop the server");
            return null;
        }

        var loaded = Workspace.Load(configPath);
        if (loaded.Value is not { } workspace)
        {
            code = context.Fail(ExitCode.Failure, loaded.Problems);
            return null;
        }

        foreach (var problem in loaded.Problems) context.Terminal.Warn(problem.ToString());
        if (served is not null)
        {
            var turn = served.Enter(context.CommandName, context.Cancellation);
            return new(workspace.In(dataFolder).Agreed(served.Store), served.Store, configPath, dataFolder) { Leave = () => Left(turn, served) };
        }

        var store = Workspace.OpenStore(dataFolder, context.Environment.Clock);
        if (store.Succeeded) return new(workspace.In(dataFolder).Agreed(store.Value), store.Value, configPath, dataFolder);
        code = context.Fail(ExitCode.Failure, store.Problem);
        return null;
    }

    public void Dispose()
    {
        if (Leave is { } leave) leave();
        else Store.Dispose();
    }

    private static string? ConfigOf(CommandContext context, out ExitCode code)
    {
        code = ExitCode.Ok;
        if (context.ConfigFile is { } path) return path;
        code = context.Fail(ExitCode.NotFound, "no organisation file", "name one with --config FILE, or see it work first: shiprank demo");
        return null;
    }

    private static void Left(IDisposable? turn, ServedStore served)
    {
        if (turn is null) return;
        turn.Dispose();
        served.Written();
    }
}
