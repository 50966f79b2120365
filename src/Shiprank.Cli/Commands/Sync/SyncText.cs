using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Engine.Sync;
using Shiprank.Store;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Sync;

/// <summary>What a sync did, for people: what is new, what was known, what is missing and why.</summary>
internal static class SyncText
{
    private const int Named = 5;

    public static void Write(Terminal.Terminal terminal, SyncReport report, IReadOnlyList<SpendPart> spend)
    {
        terminal.Out.WriteLine($"usage    {Figures.Count(report.UsageAdded)} new, {Figures.Count(report.UsageReplaced)} grown, {Figures.Count(report.UsageKnown)} known responses; {Figures.Many(report.Sessions, "session")}");
        terminal.Out.WriteLine($"events   {Figures.Count(report.EventsAdded)} new");
        if (report.BillsAdded + report.BillsReplaced + report.BillsKnown + report.BillCopies > 0) terminal.Out.WriteLine($"bills    {Figures.Count(report.BillsAdded)} new, {Figures.Count(report.BillsReplaced)} replaced, {Figures.Count(report.BillsKnown)} known lines{(report.BillCopies > 0 ? $"; {Figures.Many(report.BillCopies, "row")} stood twice and count once" : "")}");
        terminal.Out.WriteLine($"git      {Figures.Many(report.Changes, "change")}; {Figures.Count(report.PatchesAdded)} patches read");
        foreach (var rewritten in report.Rewritten) terminal.Out.WriteLine($"         {rewritten}");
        Spend(terminal, spend);
        if (report.Restated > 0) terminal.Out.WriteLine($"restated {Figures.Many(report.Restated, "figure")}, {Figures.Count(report.RestatedClosed)} of them final before: shiprank restatements");
        Missing(terminal, report);
    }

    private static void Spend(Terminal.Terminal terminal, IReadOnlyList<SpendPart> spend)
    {
        var total = spend.Sum(p => p.Amount.NanoUsd ?? 0);
        if (total == 0) return;
        var fates = spend.GroupBy(p => p.Fate).OrderBy(g => g.Key).Select(g => $"{SpendNames.Of(g.Key)} {100m * g.Sum(p => p.Amount.NanoUsd ?? 0) / total:0.#} %");
        terminal.Out.WriteLine($"spend    {Figures.Dollars(Nano.Units(total))}: {string.Join(", ", fates)}");
        if (spend.Any(p => p.Fate == SpendFate.Unattributed)) terminal.Out.MarkupLine("[grey]         unattributed: no person or repository is known, or the agent's log does not tell what it edited (`usage` and `repositories` in the organisation file name them)[/]");
    }

    public static void Missing(Terminal.Terminal terminal, SyncReport report)
    {
        foreach (var problem in report.Problems) terminal.Warn(problem.Reason.Length == 0 ? problem.Where : $"{problem.Where}: {problem.Reason}", problem.Remedy);
        foreach (var skipped in report.Ingest.Skipped.Take(Named))
        {
            terminal.Warn(skipped.Line > 0 ? $"{skipped.File}:{skipped.Line}: {skipped.Reason}" : $"{skipped.File}: {skipped.Reason}");
        }

        if (report.Ingest.Skipped.Count > Named) terminal.Err.MarkupLineInterpolated($"[yellow]warning[/]: {report.Ingest.Skipped.Count - Named} more pieces of input skipped; --json names each");
    }
}
