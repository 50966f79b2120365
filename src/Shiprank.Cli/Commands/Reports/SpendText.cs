using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Periods;

namespace Shiprank.Cli.Commands.Reports;

/// <summary>Spend of a period and what came of it, as reports print it.</summary>
internal static class SpendText
{
    public static string Cost(FlowAmount amount) =>
        amount.NanoUsd is { } nano ? Figures.Dollars(Nano.Units(nano)) : amount.NanoCredits > 0 ? $"{Nano.Units(amount.NanoCredits):0.##} credits" : amount.Responses > 0 ? "unpriced" : "nothing";

    public static string Share(Figure figure) => figure.Value is { } value ? $"{100 * value:0.0} %" : "?";

    public static string Dollars(Figure figure) => figure.Value is { } value ? Figures.Dollars(value) : "?";

    public static QuietTable Groups(PeriodSums period)
    {
        var table = new QuietTable().Text("became").Number("responses").Number("tokens").Number("cost").Number("share");
        foreach (var (group, amount) in period.Groups.OrderBy(g => g.Key)) table.Row([SpendNames.Of(group), .. Cells(amount, period.Spend)]);
        table.Total(["total", .. Cells(period.Spend, period.Spend)]);
        return table;
    }

    private static string[] Cells(FlowAmount amount, FlowAmount total) =>
        [Figures.Count(amount.Responses), Figures.Short(amount.Tokens), Cost(amount), amount.NanoUsd is { } part && total.NanoUsd is > 0 and var whole ? $"{100m * part / whole:0.0} %" : ""];
}
