namespace Shiprank.Engine.Proof.Boards;

/// <summary>Places on a board as percentiles, and how two orders agree.</summary>
internal static class Places
{
    /// <summary>Percent of the others who are below; equals count half. 0 … 100.</summary>
    public static double[] Of(double[] scores)
    {
        var order = Enumerable.Range(0, scores.Length).ToArray();
        var sorted = (double[])scores.Clone();
        Array.Sort(sorted, order);
        var places = new double[scores.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var end = first + 1;
            while (end < sorted.Length && sorted[end].Equals(sorted[first])) end++;
            var place = 100 * (first + ((end - first - 1) / 2.0)) / Math.Max(1, scores.Length - 1);
            for (var i = first; i < end; i++) places[order[i]] = place;
            first = end;
        }

        return places;
    }

    /// <summary>Index of the place nearest to a percentile, the first of equals.</summary>
    public static int Nearest(double[] places, double percentile) => Enumerable.Range(0, places.Length).MinBy(i => Math.Abs(places[i] - percentile));

    /// <summary>Kendall's τ_b: pairs in the same order less those in the other, with ties on either side taken out. −1 … 1; 0 when one side is all ties.</summary>
    public static double TauB(double[] a, double[] b)
    {
        var (same, other, tiedA, tiedB) = (0L, 0L, 0L, 0L);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = i + 1; j < a.Length; j++)
            {
                var (x, y) = (a[i].CompareTo(a[j]), b[i].CompareTo(b[j]));
                if (x == 0 || y == 0)
                {
                    tiedA += x == 0 ? 1 : 0;
                    tiedB += y == 0 ? 1 : 0;
                }
                else if (Math.Sign(x) == Math.Sign(y))
                {
                    same++;
                }
                else
                {
                    other++;
                }
            }
        }

        var pairs = (long)a.Length * (a.Length - 1) / 2;
        var scale = Math.Sqrt((double)(pairs - tiedA) * (pairs - tiedB));
        return scale > 0 ? (same - other) / scale : 0;
    }
}
