using Shiprank.Core.Attribution.Spend.Flow;

namespace Shiprank.Core.Privacy;

/// <summary>When the sum of several people's figures may be shown.</summary>
/// <param name="Least">People that a group needs (k).</param>
/// <param name="Dominance">Largest part of a sum that one person may have, 0 … 1.</param>
public sealed record DisclosureRules(int Least, decimal Dominance)
{
    /// <summary>No setting goes below it: of two people each knows the other's figure.</summary>
    public const int Floor = 3;

    public const decimal UsualDominance = 0.5m;

    /// <param name="least">The policy's smallest group.</param>
    public static DisclosureRules Of(int least, decimal dominance = UsualDominance) => new(Math.Max(Floor, least), dominance);

    /// <summary>
    /// True when nobody's figure can be told from the sum: at least <see cref="Least"/> people have a part of it, and of what nobody can see elsewhere
    /// at least <see cref="Floor"/> have one, none of them more than <see cref="Dominance"/> of its cost, tokens or credits. A sum that hides nobody may be shown.
    /// </summary>
    public bool Allow(IEnumerable<Contribution> sum) => Allow(sum, int.MaxValue);

    /// <summary>
    /// The same for what cannot be withheld, or only at the price of everything else: the whole, and what is left beside what is shown. Among twice as many
    /// people as a group needs one may have more than all others together: whom no sum of the organisation could hide.
    /// </summary>
    public bool AllowRest(IEnumerable<Contribution> sum) => Allow(sum, 2 * Least);

    private bool Allow(IEnumerable<Contribution> sum, int many)
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        var hidden = new Dictionary<string, FlowAmount>(StringComparer.Ordinal);
        foreach (var part in sum)
        {
            if (part.Person is not { } person) continue;
            people.Add(person);
            if (!part.Known) hidden[person] = hidden.GetValueOrDefault(person) + part.Amount;
        }

        return hidden.Count == 0
            || (people.Count >= Least && hidden.Count >= Floor
                && (people.Count >= many || (IsSpread(hidden.Values, a => a.NanoUsd ?? 0) && IsSpread(hidden.Values, a => a.Tokens) && IsSpread(hidden.Values, a => a.NanoCredits))));
    }

    private bool IsSpread(IReadOnlyCollection<FlowAmount> parts, Func<FlowAmount, long> quantity) => parts.Max(quantity) <= Dominance * parts.Sum(quantity);
}
