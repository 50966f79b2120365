using Shiprank.Cli.Terminal;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Signals;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Signals;

/// <summary>Questions as text.</summary>
internal static class SignalsText
{
    private const int MostSettled = 10;

    public static void All(Terminal.Terminal terminal, SignalsView view)
    {
        var open = view.Open.ToList();
        terminal.Out.MarkupLineInterpolated($"[bold]{(open.Count == 0 ? "No question is open that you may see" : $"{Figures.Many(open.Count, "open question")}, {(view.AtStakeUsd is { } usd ? $"{(open.Count > 1 ? "up to " : "")}${usd:#,##0.00} at stake" : "nothing of it priced")}")}[/]. A signal asks; it does not judge.");
        foreach (var row in open)
        {
            terminal.Out.WriteLine();
            Head(terminal, row);
            terminal.Out.MarkupLineInterpolated($"            [grey]{row.Question.Finding.Seen}[/]");
        }

        var settled = view.Settled.ToList();
        if (settled.Count > 0) terminal.Out.WriteLine();
        foreach (var row in settled.Take(MostSettled)) Head(terminal, row);
        if (settled.Count > MostSettled) terminal.Out.MarkupLineInterpolated($"[grey]{Figures.Many(settled.Count - MostSettled, "more")} answered or settled: --json[/]");
        if (view.Rows.Count > 0) terminal.Out.MarkupLineInterpolated($"[grey]shiprank signals explain ID tells all of one[/]");
        else terminal.Out.MarkupLineInterpolated($"[grey]shiprank signals --check looks now; a server looks by itself[/]");
    }

    public static void One(Terminal.Terminal terminal, SignalRow row, OrganisationFile organisation, Viewer viewer)
    {
        var finding = row.Question.Finding;
        Head(terminal, row);
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"{finding.Seen}");
        if (row.Rule is { } rule)
        {
            terminal.Out.WriteLine();
            terminal.Out.MarkupLineInterpolated($"[bold]{rule.Question}[/]");
            terminal.Out.MarkupLineInterpolated($"Rule: {RuleText.Test(rule, organisation.Signals)}");
            terminal.Out.MarkupLineInterpolated($"Clears: {rule.Clears}");
        }

        terminal.Out.WriteLine();
        foreach (var evidence in finding.Evidence) terminal.Out.MarkupLineInterpolated($"{evidence.What}: {evidence.Value}");
        terminal.Out.MarkupLineInterpolated($"Days: {finding.First:yyyy-MM-dd} to {finding.Last:yyyy-MM-dd}");
        foreach (var beside in row.Question.Beside) terminal.Out.MarkupLineInterpolated($"[grey]Beside it, as a hint alone: {beside.Seen}[/]");
        terminal.Out.WriteLine();
        foreach (var step in row.Steps) terminal.Out.MarkupLineInterpolated($"{step.At.UtcDateTime:yyyy-MM-dd HH:mm}  {QuestionWords.Of(step.Step)}, {SignalRow.Actor(organisation, step.Actor, viewer)}{(step.Said.Length > 0 ? $": {step.Said}" : "")}");
        if (row.Answers.Count > 0) terminal.Out.MarkupLineInterpolated($"[grey]Yours to say: {string.Join(", ", row.Answers.Select(QuestionWords.Of))} (shiprank signals answer {row.Question.Id} …)[/]");
    }

    public static void Rules(Terminal.Terminal terminal, SignalSettings settings)
    {
        foreach (var (rule, _) in SignalCatalogue.All)
        {
            terminal.Out.MarkupLineInterpolated($"[bold]{rule.Id}[/]  {rule.Name}{(settings.Off.Contains(rule.Id) ? " (off)" : "")}{(rule.Advisory ? " (only tells)" : "")}");
            terminal.Out.MarkupLineInterpolated($"    {RuleText.Test(rule, settings)}");
            foreach (var parameter in rule.Parameters) terminal.Out.MarkupLineInterpolated($"    [grey]{parameter.Name}: {settings.Of(rule, parameter.Name):0.######} {parameter.Unit}; {parameter.Meaning}[/]");
        }
    }

    private static void Head(Terminal.Terminal terminal, SignalRow row) => terminal.Out.MarkupLineInterpolated(
        $"{row.Question.Id}  [bold]{row.Question.Finding.Title}[/]  {(row.Question.Finding.AtStakeUsd is { } usd ? $"${usd:#,##0.00}" : "not priced")}, {QuestionWords.Of(row.Question.State)} ({row.RuleName}, {row.Subject})");
}
