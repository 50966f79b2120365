using System.CommandLine;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Signals;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Signals;

/// <summary><c>shiprank signals answer ID ANSWER</c>: what the forms of the page do.</summary>
internal static class AnswerCommand
{
    private static readonly Argument<string> id = new("ID") { Description = "A question's id" };
    private static readonly Argument<string> answer = new("ANSWER") { Description = "explain, dispute, accept, snooze, withdraw or ask-again" };
    private static readonly Option<string?> said = new("--say") { Description = "What you have to say; needed to explain and to dispute", HelpName = "TEXT" };
    private static readonly Option<int?> days = new("--days") { Description = $"Of a snooze: 1 to {QuestionLife.MostSnoozedDays}", HelpName = "DAYS" };

    public static Command Create(CommandHost host, Option<string?> person)
    {
        var command = new Command("answer", "Answers a question: as its subject with --person") { id, answer, said, days };
        host.On(command, context => Run(context, person));
        return command;
    }

    private static ExitCode Run(CommandContext context, Option<string?> person)
    {
        if (QuestionWords.Answer(context.Get(answer)!) is not { } given) return context.Fail(ExitCode.Usage, $"'{context.Get(answer)}' is no answer", string.Join(", ", QuestionWords.Answers.Select(QuestionWords.Of)));
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var viewer = SignalsCommand.Asker(open, context, context.Get(person));
        var outcome = new SignalDesk(open.Store, open.Workspace, context.Environment.Clock).Answer(viewer, context.Get(id)!, given, context.Get(said) ?? "", context.Get(days), context.Cancellation);
        if (outcome.Wrong is { } wrong) return context.Fail(ExitCode.Usage, wrong);
        if (outcome.Question is not { } question) return context.Fail(ExitCode.NotFound, $"there is no question '{context.Get(id)}', or none that you may see", "shiprank signals lists them; --person for your own");
        context.Terminal.Out.MarkupLineInterpolated($"{question.Id} is {QuestionWords.Of(question.State)}.");
        return ExitCode.Ok;
    }
}
