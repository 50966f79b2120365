using Shiprank.Cli.Terminal;
using Shiprank.Engine.Proof;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Proof;

/// <summary>A proof for people: what ten percentile points cost, attack by attack.</summary>
internal static class ProofText
{
    public static void Write(Terminal.Terminal terminal, ProofReport report)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]What ten percentile points cost[/], USD in {report.RankedWeeks} weeks, from the middle of the board; seed {report.Seed}, {Figures.Many(report.Seeds, "world")} of {report.People} people, shiprank {report.Version}{(report.Short ? ", short" : "")}");
        terminal.Out.WriteLine();
        var shown = report.Boards.Where(b => b.IsOurs || b.Id is "kiro-rank" or "requests-with-ai" or "diffs" or "arithmetic").ToList();
        var table = new QuietTable().Text("attack").Text("").Number("a step");
        foreach (var board in shown) table.Number(board.Id);
        foreach (var attack in report.Attacks) table.Row([attack.Key, attack.Name, ProofWords.Usd(attack.EachUsd), .. shown.Select(b => ProofWords.Cell(report.On(attack, b)))]);
        table.Write(terminal);
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine("[grey]–: at no budget that was tried. ×: cost ÷ that of honest work; below 1.0 gaming pays.[/]");
        Boards(terminal, report);
        terminal.Out.WriteLine();
        foreach (var line in ProofWords.Verdict(report)) terminal.Out.MarkupLineInterpolated($"{line}");
    }

    private static void Boards(Terminal.Terminal terminal, ProofReport report)
    {
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("board").Number("τ with true value").Number("± 95 %").Number("top tenth's value").Number("own to be first").Number("unranked");
        foreach (var board in report.Boards) table.Row(board.Name, ProofWords.Fraction(board.Fidelity.Mean), ProofWords.Fraction(board.Fidelity.Half), $"{board.Tail[3]:0.00} ×", board.Robustness is { } r ? $"{r.Mean:0.0} of 5" : "", $"{board.Unranked:0}");
        table.Write(terminal);
    }
}
