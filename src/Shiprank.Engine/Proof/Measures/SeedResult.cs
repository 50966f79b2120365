using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Measures;

/// <summary>All that was measured in one world. Arrays by board unless said otherwise.</summary>
internal sealed record SeedResult
{
    /// <summary>Kendall's τ_b of score and true value, nobody gaming.</summary>
    public required double[] Fidelity { get; init; }

    /// <summary>By board, then by <see cref="TopShares.Cuts"/>: mean true value of those above the cut, as a multiple of everybody's.</summary>
    public required double[][] Tails { get; init; }

    /// <summary>People without a place by board.</summary>
    public required int[] Unranked { get; init; }

    /// <summary>Components that have to be owned: arithmetic, geometric, win rate.</summary>
    public required int[] Robustness { get; init; }

    /// <summary>By attack, percentile and budget.</summary>
    public required IReadOnlyDictionary<(string Attack, int Percentile), IReadOnlyList<Outcome>> Outcomes { get; init; }

    /// <summary>By attack: mean lift of three who game together, and what each spent.</summary>
    public required IReadOnlyDictionary<string, (double[] Lift, decimal Usd)> Together { get; init; }

    /// <summary>By attack: fidelity when everybody games a little; empty in a world where that was not looked at.</summary>
    public required IReadOnlyDictionary<string, double[]> Ambient { get; init; }

    /// <summary>By attack, then by board, then by <see cref="TopShares.Gamers"/>: true value of the top tenth as a part of the best there could be.</summary>
    public required IReadOnlyDictionary<string, double[][]> TopValue { get; init; }

    public required HonestFigures Honest { get; init; }
}
