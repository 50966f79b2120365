namespace Shiprank.Core.Privacy;

/// <summary>
/// Watches what can be reckoned from the sums that are shown, by adding and subtracting any of them: a sum that would let somebody come down to
/// the figures of one person, or of two (one of whom may be asking), is refused. Exact but for an error of 2⁻³¹: it reckons modulo a prime.
/// </summary>
/// <param name="columns">Of each indivisible part, the people that it sums up.</param>
internal sealed class Isolation(IReadOnlyList<IReadOnlyCollection<int>> columns)
{
    private const long Prime = 2_147_483_647;
    private const int Coalition = 2;

    /// <summary>Beyond so many people in question only single ones are tried.</summary>
    private const int MostPaired = 60;

    /// <summary>Parts of many people first: a row that is left with none of these is about few. What hides nobody is left out.</summary>
    private readonly int[] order = [.. Enumerable.Range(0, columns.Count).Where(c => columns[c].Count > 0).OrderBy(c => columns[c].Count <= Coalition).ThenBy(c => c)];
    private readonly int thick = columns.Count(c => c.Count > Coalition);
    private readonly Dictionary<int, long[]> pivots = [];

    /// <summary>Adds a sum of parts to what is shown; false when it must not be, and then it is not.</summary>
    public bool Add(IReadOnlySet<int> parts)
    {
        var row = new long[order.Length];
        for (var i = 0; i < order.Length; i++) row[i] = parts.Contains(order[i]) ? 1 : 0;
        if (Reduced(row, pivots, 0) is not { } at) return true;
        if (at >= thick && Isolates(row)) return false;
        pivots.Add(at, Scaled(row, at));
        return true;
    }

    /// <summary>Subtracts what is known of the row; its first place that is left, null when nothing is.</summary>
    private static int? Reduced(long[] row, Dictionary<int, long[]> pivots, int from)
    {
        for (var at = from; at < row.Length; at++)
        {
            if (row[at] == 0) continue;
            if (!pivots.TryGetValue(at, out var pivot)) return at;
            var times = row[at];
            for (var i = at; i < row.Length; i++)
            {
                if (pivot[i] != 0) row[i] = (row[i] + ((Prime - times) * pivot[i])) % Prime;
            }
        }

        return null;
    }

    private static long[] Scaled(long[] row, int at)
    {
        var inverse = Power(row[at], Prime - 2);
        return [.. row.Select(v => v * inverse % Prime)];
    }

    private static long Power(long value, long exponent)
    {
        var result = 1L;
        for (value %= Prime; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = result * value % Prime;
            value = value * value % Prime;
        }

        return result;
    }

    /// <summary>Whether the rows that are about few people, with this one, come down to one or two of them.</summary>
    private bool Isolates(long[] row)
    {
        List<long[]> rows = [.. pivots.Where(p => p.Key >= thick).Select(p => p.Value), row];
        var touched = Enumerable.Range(thick, order.Length - thick).Where(i => rows.Exists(r => r[i] != 0)).ToList();
        var people = touched.SelectMany(i => columns[order[i]]).Distinct().Order().ToList();
        if (people.Count <= Coalition) return true;
        return people.Any(p => Alone(rows, touched, p, p))
            || (people.Count <= MostPaired && people.Any(p => people.Any(q => q > p && Alone(rows, touched, p, q))));
    }

    /// <summary>Some combination of the rows is about these two alone when the rows depend on each other everywhere else.</summary>
    private bool Alone(List<long[]> rows, List<int> touched, int p, int q)
    {
        int[] others = [.. touched.Where(i => columns[order[i]].Any(person => person != p && person != q))];
        var rank = new Dictionary<int, long[]>();
        foreach (var row in rows)
        {
            long[] rest = [.. others.Select(i => row[i])];
            if (Reduced(rest, rank, 0) is not { } at) return true;
            rank.Add(at, Scaled(rest, at));
        }

        return false;
    }
}
