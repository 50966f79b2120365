using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Cli.Commands.Flow;

/// <summary><c>shiprank flow</c>: where did the money end up? From the tool through the repository to the fate.</summary>
internal static class FlowCommand
{
    private static readonly Option<int?> window = WindowOptions.Create();

    public static Command Create(CommandHost host)
    {
        var command = new Command("flow", "Where spend went: from the tool through the repository to its fate") { window };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var days = WindowOptions.Of(context, window, open.Workspace.Policy);
        ShownSpend shown;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            shown = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation)).Shown(days, SpendFilter.None);
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => FlowDocument.Write(stream, shown, context.AsOf)));
        else FlowText.Write(context.Terminal, shown);
        return ExitCode.Ok;
    }
}
