using Shiprank.Core.Score;
using Shiprank.Engine.Proof.Attacks;

namespace Shiprank.Engine.Proof;

/// <summary>How large a proof is. Equal options give equal reports, to the last digit, on however many cores.</summary>
public sealed record ProofOptions
{
    /// <summary>Names the first world; the others follow from it.</summary>
    public int Seed { get; init; } = 1;

    public int Seeds { get; init; } = 20;

    public int People { get; init; } = 300;

    /// <summary>Each has boards of its own in the report.</summary>
    public IReadOnlyList<Policy> Policies { get; init; } = [Policy.One];

    /// <summary>Keys or ids of attacks; empty: all. Honest work is always measured.</summary>
    public IReadOnlyList<string> Attacks { get; init; } = [];

    /// <summary>What a gamer spends in seven weeks at most, USD, rising.</summary>
    public IReadOnlyList<decimal> Budgets { get; init; } = Powers(1, 16_384, 2);

    /// <summary>Worlds in which everybody games a little and whole parts of the organisation do; those are the costly ones.</summary>
    public int WideSeeds { get; init; } = 4;

    public bool IsShort { get; init; }

    /// <summary>Small enough for a run of the tests: it finds the same prices of a rank point, less exactly.</summary>
    public static ProofOptions Short => new() { Seeds = 4, People = 60, Budgets = Powers(4, 16_384, 4), WideSeeds = 2, IsShort = true };

    internal IReadOnlyList<Attack> Chosen =>
        Attacks.Count == 0 ? AttackBook.All : [.. AttackBook.All.Where(a => a.IsHonest || Attacks.Any(name => AttackBook.Named(name).Contains(a)))];

    /// <summary>Names that <see cref="Attacks"/> may hold.</summary>
    public static IReadOnlyList<string> AttackNames => [.. AttackBook.All.Select(a => a.Key)];

    /// <summary>True for the id or key of an attack, in any case.</summary>
    public static bool Knows(string attack) => AttackBook.Named(attack).Count > 0;

    private static List<decimal> Powers(decimal from, decimal to, decimal factor)
    {
        List<decimal> all = [];
        for (var budget = from; budget <= to; budget *= factor) all.Add(budget);
        return all;
    }
}
