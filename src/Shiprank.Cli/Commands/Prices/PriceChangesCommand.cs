using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Money;
using Shiprank.Core.Pricing;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Prices;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Prices;

/// <summary><c>shiprank prices changes</c>: what became dearer or cheaper, which lists were used here, and what was re-priced.</summary>
internal static class PriceChangesCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("changes", "What became dearer or cheaper since a day (default: a year), by date and from list to list");
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        var until = context.Until ?? DateOnly.FromDateTime(context.AsOf.UtcDateTime);
        var since = context.Since ?? until.AddYears(-1);
        if (since > until) return context.Fail(ExitCode.Usage, "--since is later than --until");
        if (context.ConfigFile is null)
        {
            if (PricesInForce.Read(context) is not { } parts) return ExitCode.Failure;
            Write(context, PriceTracker.Of(parts.List, null, since, until));
            return ExitCode.Ok;
        }

        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (open.Workspace.PriceProblem is { } problem) context.Terminal.Warn(problem.ToString());
        Write(context, PriceTracker.Of(open.Workspace.Prices, open.Store, since, until));
        return ExitCode.Ok;
    }

    private static void Write(CommandContext context, PriceTracker tracker)
    {
        if (context.Json)
        {
            context.Terminal.Data.WriteLine(DocumentText.Of(stream => PriceChangesDocument.Write(stream, tracker)));
            return;
        }

        var terminal = context.Terminal;
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(tracker.Dated.Count, "rate")} changed[/] from {tracker.Since:yyyy-MM-dd} to {tracker.Until:yyyy-MM-dd} within list {tracker.Prices.Version}");
        if (tracker.Dated.Count > 0) Table(terminal, tracker.Dated);
        if (tracker.Before is { } before)
        {
            terminal.Out.WriteLine();
            terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(tracker.SinceBefore.Count, "rate differs", "rates differ")}[/] from the list before, {before.Version} of {before.Date:yyyy-MM-dd}");
            if (tracker.SinceBefore.Count > 0) Table(terminal, tracker.SinceBefore);
        }

        foreach (var (first, then) in tracker.Overlaps) terminal.Out.MarkupLineInterpolated($"[grey]Where {first.Name} and {then.Name} both hold, {first.Name} goes first.[/]");
        foreach (var list in tracker.Kept) terminal.Out.MarkupLineInterpolated($"[grey]Used here since {list.FirstUsedAt.UtcDateTime:yyyy-MM-dd}: {list.Version}, sha256 {list.Sha256[..12]}{(list.IsInForce ? ", in force" : "")}[/]");
        foreach (var done in tracker.Repricings)
            terminal.Out.MarkupLineInterpolated($"[grey]Re-priced on {done.At.UtcDateTime:yyyy-MM-dd}: {done.Since:yyyy-MM-dd} to {done.Until:yyyy-MM-dd}, {Figures.Many(done.Parts.Sum(p => p.Rows), "row")}, {MoneyText.Signed(Nano.Units(done.Parts.Sum(p => p.DifferenceNano)))}[/]");
    }

    internal static void Table(Terminal.Terminal terminal, IReadOnlyList<PriceChange> changes)
    {
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("from").Optional().Text("model").Text("provider").Text("rate").Number("was").Number("is").Number("by");
        foreach (var change in changes.Take(Most)) table.Row(change.From is { } from ? $"{from:yyyy-MM-dd}" : "", change.Model, change.Provider, change.Kind, Rate(change.Old), Rate(change.New), change.Share is { } share ? $"{(share > 0 ? "+" : "")}{100 * share:0.#} %" : "");
        table.Write(terminal);
        if (changes.Count > Most) terminal.Out.MarkupLineInterpolated($"[grey]{Figures.Count(changes.Count - Most)} more: --json has all.[/]");
    }

    private const int Most = 200;

    private static string Rate(decimal? rate) => rate is { } known ? JsonDocumentWriter.Text(known) : "none";
}
