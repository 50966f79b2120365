using Shiprank.Core.Pricing;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Prices;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Prices;

/// <summary>Prices for people: base rates in the table, long-prompt rates in a line of their own under the model.</summary>
internal static class PricesTable
{
    public static void Write(Terminal.Terminal terminal, PriceList prices, IReadOnlyList<FoundPrice> found, DateTimeOffset at)
    {
        var table = new QuietTable().Text("model").Text("provider").Optional()
            .Number("input").Number("read").Number("write 5m").Optional().Number("write 1h").Optional().Number("output").Text("holds").Optional();
        foreach (var price in found) Rows(table, price, prices);
        table.Write(terminal);
        terminal.Out.MarkupLineInterpolated($"[grey]USD per million tokens. List {prices.Version} of {prices.Date:yyyy-MM-dd}.[/]");
        foreach (var layer in prices.Layers.Where(l => l.Rules.Credits.Count == 0 || l.Rules.Models.Count > 0))
            terminal.Out.MarkupLineInterpolated($"[grey]Before it: {layer.Name}, a {(layer.Kind == PriceListKind.Contract ? "contract" : "list")} for {(layer.Providers.Count == 0 ? "any provider" : string.Join(", ", layer.Providers))}{(layer.From is { } from ? $", from {from:yyyy-MM-dd}" : "")}{(layer.To is { } to ? $" to {to:yyyy-MM-dd}" : "")}.[/]");
        foreach (var (first, then) in PriceLayer.Overlaps(prices.Layers)) terminal.Out.MarkupLineInterpolated($"[grey]Where {first.Name} and {then.Name} both hold, {first.Name} goes first.[/]");
        foreach (var credit in prices.CreditsAt(at))
            terminal.Out.MarkupLineInterpolated($"[grey]A credit of {credit.Tool}: ${JsonDocumentWriter.Text(credit.Usd)} ({credit.Source}, {credit.Date:yyyy-MM-dd}).[/]");
    }

    private static void Rows(QuietTable table, FoundPrice price, PriceList prices)
    {
        if (price.Rates is not { } rates)
        {
            table.Row(price.Model.Id, price.Model.Provider, "", "", "", "", "", "not yet");
            return;
        }

        Rate?[] all = [rates.Input, rates.CacheRead, rates.CacheWrite5m, rates.CacheWrite1h, rates.Output];
        table.Row([price.Model.Id, prices.HomeOf(price.Model)?.Name ?? price.Model.Provider, .. all.Select(r => Text(r?.Base)), Holds(price.Period)]);
        foreach (var start in all.SelectMany(r => r?.Tiers ?? []).Select(t => t.Above).Distinct().Order())
            table.Row(["", $"prompt > {Figures.Count(start)}", .. all.Select(r => Text(r?.For(start + 1))), ""]);
    }

    private static string Text(decimal? rate) => rate is { } known ? JsonDocumentWriter.Text(known) : "";

    private static string Holds(PricePeriod? period)
    {
        var from = period?.From is { } day ? $"from {day:yyyy-MM-dd}" : "";
        var hours = period is { Start: { } start, End: { } end } ? $"{start:HH:mm}-{end:HH:mm} UTC" : "";
        return string.Join(", ", new[] { from, hours }.Where(t => t.Length > 0));
    }
}
