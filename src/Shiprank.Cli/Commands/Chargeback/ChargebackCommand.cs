using System.CommandLine;
using Shiprank.Core.Access;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Chargeback;

/// <summary><c>shiprank chargeback</c>: what each cost centre pays for a month, and why; and the closing of months.</summary>
internal static class ChargebackCommand
{
    private static readonly Option<string?> centre = new("--centre") { Description = "One cost centre, down to changes", HelpName = "ID" };
    private static readonly Option<bool> uninvoiced = new("--uninvoiced") { Description = "Close although an invoice is missing; what it has otherwise becomes a correction" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("chargeback", "What each cost centre pays for a month, and why") { MonthOption.One, centre };
        host.On(command, Run);
        var close = new Command("close", "Freeze a month for ever; what changes later is a correction in the next") { MonthOption.One, uninvoiced };
        host.On(close, Close);
        command.Add(close);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var months = ChargeMonths.All(open.Store, context.AsOf);
        if (MonthOption.Of(context, months, out code) is not { } month) return code;
        var read = Standing.Read(open.Store, open.Workspace, context.Cancellation);
        var standing = read.Succeeded ? read.Value : null;
        var book = ChargeBooks.Open(open.Store, open.Workspace, context.Environment.Clock);
        var view = ChargebackView.Of(m => book.Of(m, context.Cancellation), open.Workspace, standing, month, months);
        foreach (var problem in view.Statement.Body.Problems) context.Terminal.Warn(problem);
        if (context.Get(centre) is { } id)
        {
            if (CentreView.Of(view, open.Store, standing, id) is not { } one) return context.Fail(ExitCode.NotFound, $"{ChargeMonths.Text(month)} has no cost centre \"{id}\"", string.Join(", ", view.Rows.Select(r => r.Centre).Where(c => c.Length > 0)));
            if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => ChargebackDocument.Write(stream, one)));
            else ChargebackText.Write(context.Terminal, one);
        }
        else if (context.Json)
        {
            context.Terminal.Data.WriteLine(DocumentText.Of(stream => ChargebackDocument.Write(stream, view)));
        }
        else
        {
            ChargebackText.Write(context.Terminal, view);
        }

        return view.Statement.Body.Problems.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static ExitCode Close(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (MonthOption.Named(context, out code) is not { } month) return code;
        var by = Viewer.Console.Actor;
        var closed = ChargeBooks.Open(open.Store, open.Workspace, context.Environment.Clock).Close(month, by, context.Get(uninvoiced), context.Cancellation);
        if (!closed.Succeeded) return context.Fail(ExitCode.Failure, closed.Problem);
        open.Store.Audit(new(context.Environment.Clock.GetUtcNow(), by, "month.closed", null, ChargebackText.Closed(closed.Value)), context.Cancellation);
        context.Terminal.Messages.WriteLine($"{ChargebackText.Closed(closed.Value)}. What changes later is a correction in the next month.");
        return ExitCode.Ok;
    }
}
