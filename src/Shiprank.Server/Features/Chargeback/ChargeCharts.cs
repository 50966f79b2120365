using System.Text.Json.Nodes;
using Shiprank.Core.Money;
using Shiprank.Engine.Chargeback;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit.Charts;

namespace Shiprank.Server.Features.Chargeback;

/// <summary>From what was metered to what is billed to who pays it.</summary>
internal static class ChargeCharts
{
    private const int MostCentres = 11;

    /// <summary>Nano-dollars: what is less is no step to look at.</summary>
    private const long HalfACent = 5_000_000;

    /// <summary>The steps of the waterfall: they end at what nobody pays for.</summary>
    public static IReadOnlyList<(string Name, decimal Usd, string Kind, string? Note)> Steps(ChargebackView view)
    {
        var bills = view.Statement.Body.Bills;
        List<(string, decimal, string, string?)> steps = [("Metered", Nano.Units(bills.Sum(b => b.UsageNanoUsd)), "total", "Usage at our price lists")];
        if (bills.Sum(b => b.SeatNanoUsd) is not 0 and var seats) steps.Add(("Seats", Nano.Units(seats), "change", "By plan, less the credits that they include"));
        foreach (var cause in bills.SelectMany(b => b.Gaps).GroupBy(g => g.Cause).Where(g => Math.Abs(g.Sum(x => x.NanoUsd)) >= HalfACent)) steps.Add((ChargeWords.Cause(cause.Key), Nano.Units(cause.Sum(g => g.NanoUsd)), "change", string.Join("; ", cause.Select(g => g.Note).Distinct(StringComparer.Ordinal))));
        if (view.Statement.CorrectionCents is not 0 and var corrections) steps.Add(("Corrections", corrections / 100m, "change", "Of months that are closed"));
        steps.Add((view.InvoicedCents is null ? "Charged" : "Invoices", view.Statement.Cents / 100m, "total", null));
        var centres = view.Rows.Where(r => r.Centre.Length > 0).ToList();
        foreach (var row in centres.Take(MostCentres)) steps.Add((row.Name, -row.Total / 100m, "part", row.Teams.Count > 0 ? string.Join(", ", row.Teams) : null));
        if (centres.Count > MostCentres) steps.Add(($"{centres.Count - MostCentres} more", -centres.Skip(MostCentres).Sum(r => r.Total) / 100m, "part", null));
        steps.Add(("Unallocated", -view.Statement.UnallocatedCents / 100m, "rest", "Nobody pays for it yet"));
        return steps;
    }

    public static JsonObject Waterfall(ChargebackView view)
    {
        var steps = Steps(view);
        var centres = view.Rows.Where(r => r.Centre.Length > 0).ToList();
        var ends = centres.Count > 0 ? $"{centres.Count} cost centres from {ChargeWords.Cents(centres[0].Total)} for {centres[0].Name} to {ChargeWords.Cents(centres[^1].Total)} for {centres[^1].Name}" : "no cost centre";
        return ChartData.Waterfall($"Waterfall. Metered {Figures.MoneyExact(steps[0].Usd)}, charged {ChargeWords.Cents(view.Statement.Cents)}, then {ends}. Unallocated: {ChargeWords.Cents(view.Statement.UnallocatedCents)}.", steps);
    }
}
