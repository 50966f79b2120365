using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Loops;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Loops;

/// <summary><c>shiprank loops</c>: what runs by itself, and does it stop? <c>shiprank loops show RUN</c>: what one run did.</summary>
internal static class LoopsCommand
{
    private static readonly Argument<string> run = new("RUN") { Description = "A run's mark, as the list and the page have it, or its id" };

    public static Command Create(CommandHost host)
    {
        var show = new Command("show", "What one run did, call by call: kinds, counts, costs, times") { run };
        host.On(show, Show);
        var command = new Command("loops", "What agents do by themselves: running, stopped and why, abandoned, what was kept back") { show };
        host.On(command, List);
        return command;
    }

    private static ExitCode List(CommandContext context) => Look(context, (view, _) =>
    {
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => LoopsDocument.Write(stream, view)));
        else LoopsText.All(context.Terminal, view);
        return ExitCode.Ok;
    });

    private static ExitCode Show(CommandContext context) => Look(context, (view, open) =>
    {
        if (RunTrace.Of(view, open.Store, context.Get(run)!) is not { } trace) return context.Fail(ExitCode.NotFound, $"nothing that runs by itself has the run '{context.Get(run)}'", "shiprank loops lists what does");
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => LoopsDocument.Write(stream, trace)));
        else LoopsText.One(context.Terminal, trace);
        return ExitCode.Ok;
    });

    private static ExitCode Look(CommandContext context, Func<LoopsView, OpenWorkspace, ExitCode> say)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        LoopsView view;
        Standing standing;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            view = LoopsView.Of(standing, open.Store, CapRegister.Of(open.Store, open.Workspace, context.AsOf, context.Cancellation) with { AsOf = context.AsOf }, context.AsOf, context.Cancellation);
        }

        var said = say(view, open);
        foreach (var unread in standing.Unread) context.Terminal.Warn($"{unread.Where}: {unread.Reason}", unread.Remedy);
        return said == ExitCode.Ok && standing.Unread.Count > 0 ? ExitCode.Partial : said;
    }
}
