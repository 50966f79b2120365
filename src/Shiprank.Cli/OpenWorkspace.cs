using Shiprank.Engine;
using Shiprank.Store;

namespace Shiprank.Cli;

/// <summary>The organisation and its store, for the length of one command.</summary>
public sealed record OpenWorkspace(Workspace Workspace, DuckStore Store, string ConfigPath, string DataFolder) : IDisposable
{
    /// <summary>Opens what <c>--config</c> and <c>--data</c> name. Every problem is said; then the result is null and <paramref name="code"/> the exit code.</summary>
    public static OpenWorkspace? Open(CommandContext context, out ExitCode code)
    {
        if (context.ConfigFile is not { } path)
        {
            code = context.Fail(ExitCode.NotFound, "no organisation file", "name one with --config FILE, or see it work first: shiprank demo");
            return null;
        }

        return Open(context, path, context.DataFolder, out code);
    }

    public static OpenWorkspace? Open(CommandContext context, string configPath, string dataFolder, out ExitCode code)
    {
        code = ExitCode.Failure;
        var loaded = Workspace.Load(configPath);
        if (loaded.Value is not { } workspace)
        {
            code = context.Fail(ExitCode.Failure, loaded.Problems);
            return null;
        }

        foreach (var problem in loaded.Problems) context.Terminal.Warn(problem.ToString());
        var store = Workspace.OpenStore(dataFolder, context.Environment.Clock);
        if (store.Succeeded) return new(workspace.In(dataFolder), store.Value, configPath, dataFolder);
        code = context.Fail(ExitCode.Failure, store.Problem);
        return null;
    }

    public void Dispose() => Store.Dispose();
}
