namespace Shiprank.Engine.Proof.Measures;

/// <summary>What is at the top of a board: how good those are whom it puts there.</summary>
internal static class TopShares
{
    /// <summary>Percentiles of the tail curve.</summary>
    public static readonly int[] Cuts = [0, 50, 75, 90, 95];

    /// <summary>Percent of the people who game, of the curve.</summary>
    public static readonly int[] Gamers = [0, 10, 20, 30, 40, 50];

    /// <summary>Mean true value of those at or above each cut ÷ everybody's mean.</summary>
    public static double[] Tail(double[] places, double[] values)
    {
        var mean = values.Average();
        return [.. Cuts.Select(cut => values.Where((_, i) => places[i] >= cut).DefaultIfEmpty(mean).Average() / mean)];
    }

    /// <summary>Σ true value of the top tenth ÷ that of the tenth with the highest true value. Equals at the edge go in by their order.</summary>
    public static double TopTenth(double[] places, double[] values)
    {
        var count = Math.Max(1, values.Length / 10);
        var top = places.Select((p, i) => (p, i)).OrderByDescending(x => x.p).ThenBy(x => x.i).Take(count).Sum(x => values[x.i]);
        return top / values.OrderDescending().Take(count).Sum();
    }

    /// <summary>Mean height of the curve between its first and its last point.</summary>
    public static double Area(IReadOnlyList<double> heights)
    {
        var sum = 0.0;
        for (var i = 1; i < heights.Count; i++) sum += (heights[i] + heights[i - 1]) / 2 * (Gamers[i] - Gamers[i - 1]);
        return sum / (Gamers[heights.Count - 1] - Gamers[0]);
    }
}
