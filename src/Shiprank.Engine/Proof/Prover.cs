using Shiprank.Engine.Proof.Attacks;
using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.Measures;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof;

/// <summary>
/// The benchmark: seeded worlds of engineers with a true value that no board sees, every attack at rising budgets, every board. Histories are
/// scored by the product's own engine.
/// </summary>
public static class Prover
{
    private const double TenPoints = 10;
    private const double TopTenth = 90;

    /// <param name="version">Of the program, to be printed.</param>
    /// <param name="progress">Told how many worlds are done; from several threads.</param>
    /// <exception cref="OperationCanceledException">Nothing is kept.</exception>
    public static ProofReport Run(ProofOptions options, string version, IProgress<int>? progress, CancellationToken cancel)
    {
        var boards = BoardRule.All(options.Policies);
        var results = new SeedResult[options.Seeds];
        var done = 0;
        Parallel.For(0, options.Seeds, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, seed =>
        {
            results[seed] = new SeedRun(options, boards, seed, cancel).Run();
            progress?.Report(Interlocked.Increment(ref done));
        });
        return Report(options, version, boards, results);
    }

    private static ProofReport Report(ProofOptions options, string version, IReadOnlyList<BoardRule> boards, SeedResult[] results)
    {
        var honest = boards.Select((_, b) => Cost(options, results, AttackBook.Honest.Key, b, 50)).ToList();
        return new()
        {
            Version = version,
            Seed = options.Seed,
            Seeds = options.Seeds,
            People = options.People,
            RankedWeeks = Calendar.RankedWeeks,
            Short = options.IsShort,
            Policies = [.. options.Policies.Select(p => p.Name)],
            Budgets = options.Budgets,
            Assumptions = Calibration.All,
            Honest = Honest(results),
            Boards = [.. boards.Select((b, i) => Board(b, i, results))],
            Attacks = [.. options.Chosen.Select(a => Attack(a, options, boards, results, honest))],
            GamerShares = TopShares.Gamers,
            Curves = [.. Curves(boards, results)],
            TailCuts = TopShares.Cuts,
        };
    }

    private static ProofFigure[] Honest(SeedResult[] results) =>
    [
        Figure(results, "Requests merged", h => h.MergeRate, Calibration.Merged),
        Figure(results, "Hours to merge, median", h => h.MergeHours, Calibration.MergeHours),
        Figure(results, "Eligible lines dead within 30 days", h => h.Dead, Calibration.Dead),
        Figure(results, "Lines written by agents", h => h.AgentLines, Calibration.AgentLines),
        Figure(results, "Changes that fail in production", h => h.FailureRate, Calibration.FailureRate),
        Figure(results, "Engineers who use agents", h => h.Adoption, Calibration.Adoption),
        Figure(results, "Changes deployed, of those merged", h => h.ValueDelivered, null),
    ];

    private static ProofFigure Figure(SeedResult[] results, string what, Func<HonestFigures, double> of, double? aim) => new(what, Estimate.Of(results.Select(r => of(r.Honest))), aim is { } at ? Estimate.Rounded(at) : null);

    private static ProofBoard Board(BoardRule board, int at, SeedResult[] results)
    {
        var composite = board.Id switch { "arithmetic" => 0, "geometric" => 1, "win-rate" => 2, _ => -1 };
        return new(
            board.Id, board.Name, board.How, board.IsOurs,
            Estimate.Of(results.Select(r => r.Fidelity[at])),
            Estimate.Of(results.Select(r => (double)r.Unranked[at])).Mean,
            composite < 0 ? null : Estimate.Of(results.Select(r => (double)r.Robustness[composite])),
            [.. TopShares.Cuts.Select((_, c) => Estimate.Of(results.Select(r => r.Tails[at][c])).Mean)]);
    }

    private static ProofAttack Attack(Attack attack, ProofOptions options, IReadOnlyList<BoardRule> boards, SeedResult[] results, List<decimal?> honest) => new(
        attack.Key, attack.Id, attack.Name, attack.Does, attack.IsHonest, decimal.Round(attack.Each.Usd, 4), decimal.Round(attack.Each.Tokens, 4), Estimate.Rounded(attack.Each.OwnMinutes), Estimate.Rounded(attack.Each.OthersMinutes),
        [.. options.Budgets.Select((_, i) => Spent(results, attack.Key, 50, i))],
        [.. boards.Select((board, b) => Outcome(attack, options, board, b, results, honest[b]))]);

    private static ProofOutcome Outcome(Attack attack, ProofOptions options, BoardRule board, int b, SeedResult[] results, decimal? honest)
    {
        List<Estimate> lift = [.. options.Budgets.Select((_, i) => Estimate.Of(results.Select(r => r.Outcomes[(attack.Key, 50)][i].Lift[b])))];
        var ten = Cost(options, results, attack.Key, b, 50);
        var best = Enumerable.Range(0, lift.Count).MaxBy(i => lift[i].Mean);
        return new()
        {
            Board = board.Id,
            Lift = lift,
            TenFrom10 = Cost(options, results, attack.Key, b, 10),
            TenFrom50 = ten,
            TenFrom75 = Cost(options, results, attack.Key, b, 75),
            TopTenth = Smallest(options, results, attack.Key, 50, o => o.Place[b], TopTenth),
            Margin = ten is { } price && honest is > 0 ? decimal.Round(price / honest.Value, 4) : null,
            DestroyedPerPoint = lift[best].Mean >= 1 ? decimal.Round(Spent(results, attack.Key, 50, best) / lift[best].Mean, 4) : null,
            HonestMoved = Estimate.Of(results.Select(r => r.Outcomes[(attack.Key, 50)][^1].Moved[b])).Mean,
            Together = Estimate.Of(results.Select(r => r.Together[attack.Key].Lift[b])),
            FidelityIfAll = results.Any(r => r.Ambient.Count > 0) ? Estimate.Of(results.Where(r => r.Ambient.Count > 0).Select(r => r.Ambient[attack.Key][b])).Mean : null,
        };
    }

    private static decimal Spent(SeedResult[] results, string attack, int from, int budget) => decimal.Round(results.Average(r => r.Outcomes[(attack, from)][budget].Usd), 4);

    private static decimal? Cost(ProofOptions options, SeedResult[] results, string attack, int board, int from) => Smallest(options, results, attack, from, o => o.Lift[board], TenPoints);

    /// <summary>What the smallest budget costs whose mean over the worlds reaches a level.</summary>
    private static decimal? Smallest(ProofOptions options, SeedResult[] results, string attack, int from, Func<Outcome, double> of, double level)
    {
        for (var i = 0; i < options.Budgets.Count; i++)
        {
            if (results.Average(r => of(r.Outcomes[(attack, from)][i])) >= level) return Spent(results, attack, from, i);
        }

        return null;
    }

    private static IEnumerable<ProofCurve> Curves(IReadOnlyList<BoardRule> boards, SeedResult[] results)
    {
        var wide = results.Where(r => r.TopValue.Count > 0).ToList();
        if (wide.Count == 0) yield break;
        foreach (var attack in wide[0].TopValue.Keys)
        {
            for (var b = 0; b < boards.Count; b++)
            {
                var heights = TopShares.Gamers.Select((_, i) => wide.Average(r => r.TopValue[attack][b][i])).ToList();
                yield return new(boards[b].Id, attack, [.. heights.Select(Estimate.Rounded)], Estimate.Rounded(TopShares.Area(heights)));
            }
        }
    }
}
