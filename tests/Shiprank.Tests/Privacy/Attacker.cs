using System.Numerics;
using Shiprank.Core.Privacy;

namespace Shiprank.Tests.Privacy;

/// <summary>
/// Somebody who has every cell that is shown of a week and knows who worked on what. What they want is any weighted sum of one person's figures alone; they
/// have it when some combination of the cells is about that person only. Reckoned with fractions, by other means than the product's.
/// </summary>
internal sealed class Attacker
{
    private readonly List<(string Person, CellKey Key)> unknowns;
    private readonly List<Fraction[]> sums;

    public Attacker(IReadOnlyList<Contribution> contributions, IEnumerable<CellKey> shown)
    {
        unknowns = [.. contributions.Where(c => c.Person is not null && !c.Known).Select(c => (c.Person!, c.Key)).Distinct()];
        sums = [.. shown.Select(cell => unknowns.Select(u => cell.Has(u.Key) ? Fraction.One : Fraction.Zero).ToArray()).Where(row => row.Any(v => !v.IsZero))];
    }

    /// <summary>People of whom some figure can be had from the cells, by any additions and subtractions.</summary>
    public IReadOnlyList<string> Finds()
    {
        var all = Rank(Enumerable.Range(0, unknowns.Count));
        return [.. unknowns.Select(u => u.Person).Distinct().Where(person => Rank(Enumerable.Range(0, unknowns.Count).Where(i => unknowns[i].Person != person)) < all)];
    }

    private int Rank(IEnumerable<int> columns)
    {
        var picked = columns.ToArray();
        var rows = sums.ConvertAll(r => picked.Select(i => r[i]).ToArray());
        var rank = 0;
        for (var column = 0; column < picked.Length && rank < rows.Count; column++)
        {
            var pivot = rows.FindIndex(rank, r => !r[column].IsZero);
            if (pivot < 0) continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var other = rank + 1; other < rows.Count; other++)
            {
                if (rows[other][column].IsZero) continue;
                var times = rows[other][column] / rows[rank][column];
                for (var i = column; i < picked.Length; i++) rows[other][i] -= times * rows[rank][i];
            }

            rank++;
        }

        return rank;
    }

    private readonly record struct Fraction(BigInteger Over, BigInteger Under)
    {
        public static readonly Fraction Zero = new(0, 1);
        public static readonly Fraction One = new(1, 1);

        public bool IsZero => Over.IsZero;

        public static Fraction operator -(Fraction a, Fraction b) => Of((a.Over * b.Under) - (b.Over * a.Under), a.Under * b.Under);

        public static Fraction operator *(Fraction a, Fraction b) => Of(a.Over * b.Over, a.Under * b.Under);

        public static Fraction operator /(Fraction a, Fraction b) => Of(a.Over * b.Under, a.Under * b.Over);

        private static Fraction Of(BigInteger over, BigInteger under)
        {
            var common = BigInteger.GreatestCommonDivisor(over, under);
            return under.Sign < 0 ? new(-over / common, -under / common) : new(over / common, under / common);
        }
    }
}
