using Shiprank.Engine;
using Shiprank.Sources.Prices;

namespace Shiprank.Cli.Commands.Prices;

/// <summary>The lists that hold where the command is called: those of the organisation file if there is one, over the list in the data folder or the shipped one.</summary>
internal static class PricesInForce
{
    /// <returns>Null after the problem was said.</returns>
    public static PriceParts? Read(CommandContext context)
    {
        var workspace = Workspace.Empty;
        if (context.ConfigFile is { } path)
        {
            var loaded = Workspace.Load(path);
            if (loaded.Value is not { } read)
            {
                context.Fail(ExitCode.Failure, loaded.Problems);
                return null;
            }

            workspace = read;
        }

        workspace = workspace.In(context.DataFolder);
        if (workspace.PriceProblem is { } problem) context.Terminal.Warn(problem.ToString());
        return workspace.PriceParts;
    }
}
