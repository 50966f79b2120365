namespace Shiprank.Engine.Proof.Paper;

/// <summary>The plots of a proof, by file name.</summary>
internal static class ProofPlots
{
    private const decimal Percent = 100;

    public static IEnumerable<(string File, string Svg)> All(ProofReport report)
    {
        yield return ("proof-lift.svg", Lift(report));
        yield return ("proof-top.svg", Top(report));
    }

    /// <summary>What a budget buys where it buys most.</summary>
    private static string Lift(ProofReport report)
    {
        var boards = report.Boards.Where(b => b.IsOurs || b.Id is "kiro-rank" or "diffs" or "arithmetic").ToList();
        List<PlotLine> lines = [.. boards.Select(b => new PlotLine(b.Name, Best(report, b)))];
        lines.Add(new("honest work, on ND", [.. report.Budgets.Select((usd, i) => (usd, Math.Max(0, report.HonestWork.Outcomes[0].Lift[i].Mean)))]));
        return new LinePlot("Rank lift by budget, by the best attack for it", "USD in seven weeks", "percentile points", logX: true, 50)
            .Draw(lines, [.. report.Budgets.Where((_, i) => i % Math.Max(1, report.Budgets.Count / 7) == 0).Append(report.Budgets[^1]).Distinct().Select(b => (b, ProofWords.Usd(b).Replace(".00", "")))]);
    }

    private static List<(decimal, decimal)> Best(ProofReport report, ProofBoard board) =>
        [.. report.Budgets.Select((usd, i) => (usd, Math.Max(0, report.Attacks.Where(a => !a.IsHonest).Max(a => report.On(a, board).Lift[i].Mean))))];

    /// <summary>How good those at the top are when more and more people game; each board under the attack that hurts it most.</summary>
    private static string Top(ProofReport report)
    {
        var shown = report.Boards.Where(b => b.IsOurs || b.Id is "kiro-rank" or "diffs" or "win-rate")
            .Select(b => (Board: b, Worst: report.Curves.Where(c => c.Board == b.Id).MinBy(c => c.Area))).Where(x => x.Worst is not null);
        return new LinePlot("True value in the top tenth, when others game", "percent of the people who game", "percent of the best tenth there could be", logX: false, Percent)
            .Draw([.. shown.Select(x => new PlotLine($"{x.Board.Name}", [.. x.Worst!.Heights.Select((h, i) => ((decimal)report.GamerShares[i], h * Percent))]))], [.. report.GamerShares.Select(s => ((decimal)s, $"{s} %"))]);
    }
}
