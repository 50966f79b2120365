using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Score.Restating;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;

namespace Shiprank.Cli.Commands.Restatements;

/// <summary><c>shiprank restatements</c>: which figures of past days a later sync stated otherwise, and why.</summary>
internal static class RestatementsCommand
{
    private static readonly Option<int?> window = WindowOptions.Create();

    private static readonly Option<bool> closed = new("--closed") { Description = "Only figures that had been final" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("restatements", "Figures of past days that a later sync stated otherwise, and why") { window, closed };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var days = WindowOptions.Of(context, window, open.Workspace.Policy);
        IReadOnlyList<LoggedRestatement> rows = [.. open.Store.ReadRestatements(days.Since, days.Until, context.Cancellation).Where(r => r.What.Closed || !context.Get(closed))];
        var names = new SharedNames(open.Workspace.Organisation);
        var shown = ShownRestatements.Of(rows, open.Workspace.Organisation);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => RestatementsDocument.Write(stream, shown, days, names)));
        else RestatementsText.Write(context.Terminal, shown.Rows, days, names);
        return ExitCode.Ok;
    }
}
