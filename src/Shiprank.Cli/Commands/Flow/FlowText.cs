using Shiprank.Cli.Commands.Reports;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Engine.Privacy;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Flow;

/// <summary>Where spend went, for people: by fate in its group, then every path. Both tables have the same total.</summary>
internal static class FlowText
{
    public static void Write(Terminal.Terminal terminal, ShownSpend shown)
    {
        var (flow, window) = (shown.Flow, shown.Window);
        var total = flow.Total;
        if (flow.Paths.Count == 0)
        {
            terminal.Out.MarkupLineInterpolated($"No AI usage from {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd}.");
            return;
        }

        var live = FlowAmount.Sum(shown.Days.Where(d => d.Fate == SpendFate.Live).Select(d => d.Amount));
        terminal.Out.MarkupLineInterpolated($"[bold]{SpendText.Cost(total)} of AI spend[/], {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd}{(total.NanoUsd > 0 ? $": {Share(live, total)} is live in production" : "")}");
        terminal.Out.WriteLine();
        Fates(shown, total).Write(terminal);
        terminal.Out.WriteLine();
        Paths(flow, total).Write(terminal);
        Notes(terminal, total);
    }

    private static QuietTable Fates(ShownSpend shown, FlowAmount total)
    {
        var table = new QuietTable().Text("group").Text("fate").Number("responses").Number("tokens").Number("cost").Number("share");
        foreach (var (fate, amount) in shown.Days.GroupBy(d => d.Fate).Select(g => (Fate: g.Key, FlowAmount.Sum(g.Select(d => d.Amount)))).OrderBy(f => SpendGroups.Of(f.Fate)).ThenBy(f => f.Fate)) table.Row([SpendNames.Of(SpendGroups.Of(fate)), SpendNames.Of(fate), .. Cells(amount, total)]);
        table.Total(["total", "", .. Cells(total, total)]);
        return table;
    }

    private static QuietTable Paths(SpendFlow flow, FlowAmount total)
    {
        var table = new QuietTable().Text("tool").Text("repository").Text("fate").Number("responses").Number("tokens").Number("cost").Number("share").Optional();
        foreach (var path in flow.Paths) table.Row([path.Tool, path.Repository ?? "(none)", SpendNames.Of(path.Fate), .. Cells(path.Amount, total)]);
        table.Total(["total", "", "", .. Cells(total, total)]);
        return table;
    }

    private static string[] Cells(FlowAmount amount, FlowAmount total) => [Figures.Count(amount.Responses), Tokens(amount), SpendText.Cost(amount), Share(amount, total)];

    /// <summary>What is metered in credits alone has unknown tokens, not none.</summary>
    private static string Tokens(FlowAmount amount) => amount is { Tokens: 0, NanoCredits: > 0 } ? "?" : Figures.Short(amount.Tokens);

    /// <summary>Share of the money with a price; what has none has no share.</summary>
    private static string Share(FlowAmount amount, FlowAmount total) => amount.NanoUsd is { } part && total.NanoUsd is > 0 and var whole ? $"{100m * part / whole:0.0} %" : "?";

    private static void Notes(Terminal.Terminal terminal, FlowAmount total)
    {
        if (total.UnpricedResponses > 0) terminal.Out.MarkupLineInterpolated($"[grey]Without a price and not in the cost: {Figures.Many(total.UnpricedResponses, "response")} with {Figures.Short(total.UnpricedTokens)} tokens.[/]");
        terminal.Out.MarkupLine("[grey]A response that served several changes counts once, where most of it went; its money is split. The changes behind a row: shiprank changes.[/]");
    }
}
