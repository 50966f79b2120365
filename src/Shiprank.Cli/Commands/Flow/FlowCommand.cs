using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Engine.Documents;
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
        SpendFlow flow;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            flow = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation)).Spend.Flow(days, SpendFilter.None);
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => FlowDocument.Write(stream, flow, context.AsOf, days)));
        else FlowText.Write(context.Terminal, flow, days);
        return ExitCode.Ok;
    }
}
