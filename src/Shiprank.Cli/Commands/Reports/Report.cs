using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Cli.Commands.Reports;

/// <summary>A command that asks the standing one question over a window and says the answer: as a document or as text.</summary>
internal static class Report
{
    /// <param name="ask">Null after the problem was said; then <c>code</c> is the exit code.</param>
    public static ExitCode Run<T>(
        CommandContext context, Option<int?> window, Func<Standing, ScoreWindow, (T? View, string Problem)> ask, Action<Stream, T, Standing> document, Action<Terminal.Terminal, T, Standing> text)
        where T : class => Run(context, window, (standing, days, _) => ask(standing, days), document, text);

    /// <param name="ask">As above, of what is stored beside the standing too.</param>
    public static ExitCode Run<T>(
        CommandContext context, Option<int?> window, Func<Standing, ScoreWindow, IStore, (T? View, string Problem)> ask, Action<Stream, T, Standing> document, Action<Terminal.Terminal, T, Standing> text)
        where T : class
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var days = WindowOptions.Of(context, window, open.Workspace.Policy);
        Standing standing;
        T? view;
        string problem;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            (view, problem) = ask(standing, days, open.Store);
        }

        if (view is null) return context.Fail(ExitCode.NotFound, problem);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => document(stream, view, standing)));
        else text(context.Terminal, view, standing);
        foreach (var unread in standing.Unread) context.Terminal.Warn($"{unread.Where}: {unread.Reason}", unread.Remedy);
        return standing.Unread.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
