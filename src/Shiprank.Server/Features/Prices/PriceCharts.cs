using System.Text.Json.Nodes;
using Shiprank.Core.Money.Modelling;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit.Charts;

namespace Shiprank.Server.Features.Prices;

/// <summary>The two charts of the page.</summary>
internal static class PriceCharts
{
    private const int Lines = 4;

    private const int Parts = 4;

    /// <summary>The models whose lines are drawn: used most where that may be seen, else those that changed first.</summary>
    public static IReadOnlyList<ListedPrice> Drawn(PricesView view)
    {
        var order = view.Money?.Mix.Rows.Select((r, i) => (r.Model, i)).ToDictionary(r => r.Model, r => r.i, StringComparer.Ordinal);
        return [.. view.Rows.Where(r => r.Rates?.Output is not null && (view.Used.Count == 0 || view.Used.Contains(r.Name) || view.Rows.All(o => !view.Used.Contains(o.Name))))
            .OrderBy(r => order is null ? -r.Changes.Count : order.GetValueOrDefault(r.Name, int.MaxValue)).ThenBy(r => r.Name, StringComparer.Ordinal).Take(Lines)];
    }

    /// <summary>Days and rates of a line within the tracker's days.</summary>
    public static IReadOnlyList<(DateOnly Day, decimal Value)> Points(PricesView view, ListedPrice row)
    {
        var days = row.Changes.Where(c => c.Kind == "output").Select(c => c.From!.Value).Where(d => d > view.Tracker.Since && d < view.Tracker.Until).Distinct().Order();
        var end = row.Changes.Any(c => c.From > view.Today) ? view.Tracker.Until : view.Today;
        return [.. days.Prepend(view.Tracker.Since).Append(end).Select(d => (d, row.OutputOn(d)?.Base)).Where(p => p.Base is not null).Select(p => (p.d, p.Base!.Value))];
    }

    public static JsonObject Output(PricesView view, IReadOnlyList<ListedPrice> drawn) => ChartData.Steps(
        $"Step lines of output prices per million tokens since {Times.Day(view.Tracker.Since, 0)}: {string.Join(", ", drawn.Select(r => $"{r.Name} {Figures.MoneyExact(r.Rates!.Output!.Base)}{(r.Changes.Any(c => c.Kind == "output" && c.From >= view.Tracker.Since) ? "" : " unchanged")}"))}.",
        drawn.Select(r => (r.Name, Points(view, r))), "usd", "Output, per million tokens", drawn.Any(r => r.Changes.Any(c => c.From > view.Today)) ? view.Today : null);

    /// <summary>Now and then by model: the dearest apart, the rest together.</summary>
    public static JsonObject Compare(SpendModelView view)
    {
        var model = view.Model;
        var groups = model.ByModel;
        var series = groups.Take(Parts).Select(g => (g.Name ?? "unknown model", (IReadOnlyList<decimal>)[Cents(g.NowUsd), Cents(g.ThenUsd.Mid)])).ToList();
        if (groups.Count > Parts) series.Add(("other models", [Cents(groups.Skip(Parts).Sum(g => g.NowUsd)), Cents(groups.Skip(Parts).Sum(g => g.ThenUsd.Mid))]));
        return ChartData.Compare($"Two stacked bars: now {Figures.Money(model.NowUsd)}, modelled {Money(model.ThenUsd)}, split by model.", ["Now", "Modelled"], series);
    }

    public static string Money(Estimate usd) => usd.IsExact ? Figures.Money(usd.Mid) : $"{Figures.Money(usd.Mid)} {Figures.Interval(usd.Lo, usd.Hi, Figures.Money)}";

    private static decimal Cents(decimal usd) => Math.Round(usd, 2);
}
