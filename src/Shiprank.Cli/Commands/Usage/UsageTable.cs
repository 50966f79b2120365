using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Cli.Terminal;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Usage;

/// <summary>The report for people. On a narrow terminal the buckets give way to their total; credits and unpriced tokens have columns only when there are any.</summary>
internal static class UsageTable
{
    private const int Wide = 110;

    public static void Write(Terminal.Terminal terminal, UsageSummary summary, IngestReport ingest, PriceList prices, UsageGrouping by)
    {
        if (summary.Rows.Count > 0) Table(terminal, summary, by);
        Notes(terminal, summary, ingest, prices);
    }

    /// <summary>What belongs under any table of usage: that there is none, what has no price, what was skipped, which prices.</summary>
    public static void Notes(Terminal.Terminal terminal, UsageSummary summary, IngestReport ingest, PriceList prices)
    {
        if (summary.Rows.Count == 0) terminal.Out.WriteLine(ingest.Files == 0 ? "No agent has left logs here." : $"No usage in this period ({Figures.Many(ingest.Files, "file")} read).");
        Footnotes(terminal, summary, ingest, prices);
    }

    private static void Table(Terminal.Terminal terminal, UsageSummary summary, UsageGrouping by)
    {
        var wide = terminal.Columns >= Wide;
        var columns = Columns(summary, by, wide);
        var table = new QuietTable();
        foreach (var column in columns) table.Column(column.Head, column.Right, column.Colour);

        foreach (var row in summary.Rows) table.Row(columns.Select(c => c.Cell(row)));
        if (summary.Rows.Count > 1) table.Total(columns.Select((c, i) => i == 0 ? "total" : c.Cell(summary.Totals)));
        table.Write(terminal);
    }

    private static List<Column> Columns(UsageSummary summary, UsageGrouping by, bool wide)
    {
        Func<long, string> number = wide ? Figures.Count : Figures.Short;
        var (all, columns) = (summary.Totals.Totals, new List<Column> { Text(UsageCommand.Name(by), g => g.Key) });
        if (by != UsageGrouping.Tool) columns.Add(Text("tools", g => wide ? string.Join(", ", g.Tools) : g.Tools.Count == 1 ? g.Tools[0] : $"{g.Tools.Count} tools"));
        columns.Add(Number("responses", g => number(g.Totals.Responses)));
        if (wide)
        {
            columns.Add(Number("input", g => g.Totals.TokensKnown ? number(g.Totals.Tokens.Input) : ""));
            columns.Add(Number("cache read", g => g.Totals.TokensKnown ? number(g.Totals.Tokens.CacheRead) : ""));
            columns.Add(Number("cache write", g => g.Totals.TokensKnown ? number(g.Totals.Tokens.CacheWrite5m + g.Totals.Tokens.CacheWrite1h) : ""));
            columns.Add(Number("output", g => g.Totals.TokensKnown ? number(g.Totals.Tokens.Output) : ""));
        }

        columns.Add(Number("tokens", g => g.Totals.TokensKnown ? number(g.Totals.Tokens.Total) : "?"));
        if (all.Credits is not null) columns.Add(Number("credits", g => g.Totals.Credits is { } credits ? credits.ToString("#,##0.##") : ""));
        if (all.UnpricedTokens > 0) columns.Add(Number("unpriced", g => g.Totals.UnpricedTokens > 0 ? number(g.Totals.UnpricedTokens) : "", "yellow"));
        columns.Add(Number("cost", g => g.Totals.CostUsd is { } cost ? Figures.Dollars(cost) : "unpriced"));
        return columns;
    }

    private static void Footnotes(Terminal.Terminal terminal, UsageSummary summary, IngestReport ingest, PriceList prices)
    {
        var totals = summary.Totals.Totals;
        if (totals.UnpricedResponses > 0)
        {
            var models = summary.UnpricedModels.Select(m => m.Length == 0 ? "no model named" : m).ToList();
            Note(terminal, "yellow", $"Not in the cost: {Figures.Many(totals.UnpricedResponses, "response")}, {Figures.Many(totals.UnpricedTokens, "token")} without a price ({Some(models)}). Add rates with --prices FILE.");
        }

        if (ingest.Skipped.Count > 0)
        {
            var reasons = ingest.Skipped.GroupBy(s => s.Reason, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
            Note(terminal, "yellow", $"Skipped: {Figures.Many(ingest.Skipped.Count, "piece")} of input ({Some([.. reasons.Select(g => $"{g.Key} {Figures.Count(g.Count())}")])}). --json names each.");
        }

        Note(terminal, "grey", $"Prices of {prices.Date:yyyy-MM-dd}, by the time of use.");
    }

    private static string Some(List<string> names) =>
        names.Count <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";

    private static void Note(Terminal.Terminal terminal, string colour, string sentence) => terminal.Out.MarkupLine($"[{colour}]{Markup.Escape(sentence)}[/]");

    private static Column Text(string head, Func<UsageGroup, string> cell) => new(head, cell, false, null);

    private static Column Number(string head, Func<UsageGroup, string> cell, string? colour = null) => new(head, cell, true, colour);

    private sealed record Column(string Head, Func<UsageGroup, string> Cell, bool Right, string? Colour);
}
