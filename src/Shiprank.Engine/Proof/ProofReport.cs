using Shiprank.Engine.Proof.Measures;

namespace Shiprank.Engine.Proof;

/// <summary>
/// What a proof found. Percentile points are of 100; money is USD over the ranked weeks; null for a price stands for "at no budget that was tried".
/// </summary>
public sealed record ProofReport
{
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Of the program that made it.</summary>
    public required string Version { get; init; }

    /// <summary>When it was made; null for one that nobody kept.</summary>
    public DateOnly? Day { get; init; }

    public required int Seed { get; init; }

    public required int Seeds { get; init; }

    public required int People { get; init; }

    public required int RankedWeeks { get; init; }

    public required bool Short { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    public required IReadOnlyList<decimal> Budgets { get; init; }

    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>What the honest worlds came out as.</summary>
    public required IReadOnlyList<ProofFigure> Honest { get; init; }

    public required IReadOnlyList<ProofBoard> Boards { get; init; }

    /// <summary>Honest work first.</summary>
    public required IReadOnlyList<ProofAttack> Attacks { get; init; }

    /// <summary>Percent of the people who game, of the curves.</summary>
    public required IReadOnlyList<int> GamerShares { get; init; }

    public required IReadOnlyList<ProofCurve> Curves { get; init; }

    /// <summary>What the signals said, rule by rule; empty when none was run.</summary>
    public IReadOnlyList<ProofDetector> Detectors { get; init; } = [];

    /// <summary>Percentiles of the boards' tails.</summary>
    public required IReadOnlyList<int> TailCuts { get; init; }

    public ProofAttack HonestWork => Attacks[0];

    /// <summary>The outcome of an attack on a board.</summary>
    public ProofOutcome On(ProofAttack attack, ProofBoard board) => attack.Outcomes[Boards.Select((b, i) => (b.Id, i)).First(x => x.Id == board.Id).i];
}

/// <param name="Aim">What the world was made to have; null: nothing.</param>
public sealed record ProofFigure(string What, Estimate Value, decimal? Aim);

/// <param name="Fidelity">Kendall's τ_b of score and true value, nobody gaming.</param>
/// <param name="Unranked">Mean number of people without a place.</param>
/// <param name="Robustness">Components to be first in, to be first of all; null for a board that is no composite.</param>
/// <param name="Tail">Mean true value of those above each cut, as a multiple of everybody's.</param>
public sealed record ProofBoard(string Id, string Name, string How, bool IsOurs, Estimate Fidelity, decimal Unranked, Estimate? Robustness, IReadOnlyList<decimal> Tail);

/// <param name="EachUsd">What one step costs, and its parts.</param>
/// <param name="Spent">By budget, mean of what was really spent: an attack may have no room for more.</param>
/// <param name="Outcomes">In the order of the boards.</param>
public sealed record ProofAttack(
    string Key, string Id, string Name, string Does, bool IsHonest, decimal EachUsd, decimal EachTokensUsd, decimal EachOwnMinutes, decimal EachOthersMinutes, IReadOnlyList<decimal> Spent, IReadOnlyList<ProofOutcome> Outcomes);

/// <summary>One attack on one board.</summary>
public sealed record ProofOutcome
{
    public required string Board { get; init; }

    /// <summary>Rank lift in percentile points by budget, from the middle of the board.</summary>
    public required IReadOnlyList<Estimate> Lift { get; init; }

    /// <summary>Smallest cost of +10 percentile points from the 10th, 50th and 75th percentile.</summary>
    public decimal? TenFrom10 { get; init; }

    public decimal? TenFrom50 { get; init; }

    public decimal? TenFrom75 { get; init; }

    /// <summary>Smallest cost at which somebody from the middle is among the first tenth, on average.</summary>
    public decimal? TopTenth { get; init; }

    /// <summary>Cost of +10 points by it ÷ by honest work, from the middle; null when it never buys them, or honest work does not either.</summary>
    public decimal? Margin { get; init; }

    /// <summary>What the organisation pays for one point, where most was bought; null when nothing was.</summary>
    public decimal? DestroyedPerPoint { get; init; }

    /// <summary>Mean absolute change of the honest people's percentiles at the largest budget.</summary>
    public decimal HonestMoved { get; init; }

    /// <summary>Mean lift of three who game together, at most $512 each.</summary>
    public required Estimate Together { get; init; }

    /// <summary>Fidelity when everybody does it for at most $32; null when it was not looked at.</summary>
    public decimal? FidelityIfAll { get; init; }

    /// <summary>The highest mean lift at any budget.</summary>
    public decimal MostLift => Lift.Max(l => l.Mean);
}

/// <summary>True value in the top tenth of a board against the part of the people who game, at most $512 each.</summary>
public sealed record ProofCurve(string Board, string Attack, IReadOnlyList<decimal> Heights, decimal Area);

/// <summary>A rule over the honest worlds, and over those with one gamer.</summary>
/// <param name="Honest">Part of the honest people who were asked a question.</param>
/// <param name="Seen">Attacks at their largest budget: those that were seen at all.</param>
public sealed record ProofDetector(string Rule, Estimate Honest, IReadOnlyList<ProofSighting> Seen);

/// <param name="Share">Part of the gamers who were asked: the true-positive rate at the rule's own rate of false ones.</param>
/// <param name="Days">From the first act to the first question, mean of those who were asked; null: not looked at.</param>
public sealed record ProofSighting(string Attack, decimal Share, decimal? Days);
