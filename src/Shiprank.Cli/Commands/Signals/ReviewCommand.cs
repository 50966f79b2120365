using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Signals.Review;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Signals;

/// <summary><c>shiprank review</c>: changes that were drawn by lot, and how well the score tells which were worth shipping.</summary>
internal static class ReviewCommand
{
    private static readonly Option<string?> person = new("--person") { Description = "Your id, address or login in the organisation file: what you may judge", HelpName = "PERSON" };
    private static readonly Option<string?> change = new("--change") { Description = "Judge this change: its repository and sha, REPOSITORY@SHA", HelpName = "CHANGE" };
    private static readonly Option<string?> worth = new("--worth") { Description = "Was it worth shipping? yes, partly, no, cant-say", HelpName = "ANSWER" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("review", "Was it worth shipping? Changes drawn by lot, judged by others than their authors; no effect on any rank") { person, change, worth };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        Standing standing;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring")) standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
        var viewer = SignalsCommand.Asker(open, context, context.Get(person));
        if (context.Get(change) is { } named)
        {
            if (viewer.Person is null || named.LastIndexOf('@') is not (> 0 and var at) || ReviewAnswer.Of(context.Get(worth) ?? "") is not { } said) return context.Fail(ExitCode.Usage, "a judgement needs --person, --change REPOSITORY@SHA and --worth", "--worth yes, partly, no or cant-say");
            if (new ReviewDesk(open.Store, context.Environment.Clock).Answer(standing, viewer.Person, new(named[..at], named[(at + 1)..]), said, context.Cancellation) is { } wrong) return context.Fail(ExitCode.NotFound, wrong);
        }

        var view = ReviewView.Of(standing, open.Store, viewer.Person, context.AsOf);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => ReviewDocument.Write(stream, view)));
        else Write(context.Terminal, view);
        return ExitCode.Ok;
    }

    private static void Write(Terminal.Terminal terminal, ReviewView view)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{Words(view.Overall)}[/]");
        terminal.Out.MarkupLineInterpolated($"{(view.IsOn ? $"{Figures.Many(view.PerWeek, "change")} of each week drawn by lot" : "Nothing is drawn: signals: review in the organisation file switches it on")}; {Figures.Many(view.Answers, "answer")}.");
        foreach (var quarter in view.Quarters) terminal.Out.MarkupLineInterpolated($"{quarter.Name}  {Words(quarter.Estimate)}");
        foreach (var task in view.Tasks) terminal.Out.MarkupLineInterpolated($"{task.Week:yyyy-MM-dd}  {task.Change.Repository}@{task.Change.Sha}{(task.Worth is { } said ? $"  you said {ReviewAnswer.Word(said)}" : "")}");
    }

    private static string Words(ReviewEstimate estimate) => estimate.Value is { } value
        ? $"Of two changes judged differently the better one has more ND in {100 * value:0} % [{100 * estimate.Lo:0}–{100 * estimate.Hi:0}] of {Figures.Many(estimate.Pairs, "pair")}"
        : $"Not known yet: {estimate.Missing}";
}
