using System.Text.Json.Nodes;
using Shiprank.Engine.Proof;
using Shiprank.Server.Features.Exports;
using Shiprank.Server.Shell.Kit.Charts;

namespace Shiprank.Server.Features.Proof;

/// <summary>A proof's rows and lines for the page and its CSV.</summary>
internal static class ProofTables
{
    /// <summary>USD an hour.</summary>
    public const decimal Wage = 100;

    /// <summary>Place of a figure in the API's document.</summary>
    public static string Path(ProofReport report, ProofAttack attack, int board, string figure) =>
        FormattableString.Invariant($"attacks.{report.Attacks.Select((a, i) => (a.Key, i)).First(x => x.Key == attack.Key).i}.outcomes.{board}.{figure}");

    public static int Index(ProofReport report, string board) => report.Boards.Select((b, i) => (b.Id, i)).First(x => x.Id == board).i;

    /// <summary>The attack that buys ten points for the least; null when none does.</summary>
    public static ProofAttack? Cheapest(ProofReport report, ProofBoard board) =>
        report.Attacks.Where(a => !a.IsHonest && report.On(a, board).TenFrom50 is not null).MinBy(a => report.On(a, board).TenFrom50);

    /// <summary>Boards in the chart.</summary>
    public static IReadOnlyList<int> Drawn(ProofReport report) => [.. Enumerable.Range(0, report.Boards.Count).Where(i => report.Boards[i].IsOurs || report.Boards[i].Id is "kiro-rank" or "diffs")];

    public static decimal Best(ProofReport report, int board, int budget) => Math.Max(0, report.Attacks.Where(a => !a.IsHonest).Max(a => a.Outcomes[board].Lift[budget].Mean));

    public static JsonObject Lift(ProofReport report) => ChartData.Lines(
        $"Rank lift by budget from {ProofWords.Usd(report.Budgets[0])} to {ProofWords.Usd(report.Budgets[^1])}, by the best attack for each board.",
        report.Budgets.Select(b => ProofWords.Usd(b)), report.Budgets.Select(b => ProofWords.Usd(b)),
        Drawn(report).Select(b => (report.Boards[b].Name, (IReadOnlyList<decimal?>)[.. report.Budgets.Select((_, i) => (decimal?)Best(report, b, i))])),
        "count");

    public static CsvTable Of(ProofReport report) => new(
        ["attack", "name", "board", "ten_points_from_10_usd", "ten_points_from_50_usd", "ten_points_from_75_usd", "top_tenth_usd", "margin", "most_lift", "destroyed_per_point_usd", "honest_moved", "three_together_lift", "tau_if_all"],
        report.Attacks.SelectMany(a => a.Outcomes.Select(IReadOnlyList<object?> (o) =>
            [a.Key, a.Name, o.Board, o.TenFrom10, o.TenFrom50, o.TenFrom75, o.TopTenth, o.Margin, o.MostLift, o.DestroyedPerPoint, o.HonestMoved, o.Together.Mean, o.FidelityIfAll])));
}
