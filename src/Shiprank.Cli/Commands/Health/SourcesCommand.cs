using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Health;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Health;

/// <summary><c>shiprank sources</c>: where facts come from, how that is, and who in them is nobody's.</summary>
internal static class SourcesCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("sources", "Where facts come from, whether it is whole and new, and who is not matched to a person");
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        SourcesView view;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "looking"))
        {
            var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            view = SourcesView.Of(standing, open.Store, new(StoreBytes: StoreSize.Of(open.DataFolder)));
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => SourcesDocument.Write(stream, view)));
        else SourcesText.Write(context.Terminal, view);
        return view.In(SourceState.Failing) > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
