namespace Shiprank.Engine.Proof.Boards;

/// <summary>Composites of five figures of activity: tokens, requests, lines, requests with an agent, reviews.</summary>
internal static class Composite
{
    private const double Floor = 0.1;

    /// <summary>Arithmetic, geometric, win rate.</summary>
    public static readonly IReadOnlyList<Func<IReadOnlyList<double[]>, double[]>> All = [Arithmetic, Geometric, WinRate];

    /// <returns>By component, then by engineer.</returns>
    public static IReadOnlyList<double[]> Components(IReadOnlyList<ScoredTeam> teams)
    {
        var tallies = teams.SelectMany(t => t.Tallies).ToArray();
        return
        [
            Array.ConvertAll(tallies, t => (double)t.Tokens),
            Array.ConvertAll(tallies, t => (double)t.Merged),
            Array.ConvertAll(tallies, t => t.Lines),
            Array.ConvertAll(tallies, t => (double)t.WithAgent),
            Array.ConvertAll(tallies, t => (double)t.Reviews),
        ];
    }

    public static double[] Arithmetic(IReadOnlyList<double[]> components) => Combined(components.Select(Normalised), values => values.Average());

    public static double[] Geometric(IReadOnlyList<double[]> components) => Combined(components.Select(Normalised), values => Math.Exp(values.Average(v => Math.Log(v + Floor))));

    public static double[] WinRate(IReadOnlyList<double[]> components) => Combined(components.Select(Places.Of), values => values.Average());

    /// <summary>
    /// The smallest number of components in which somebody has to be first (by a hundredth) to be first of all; the person is the median one by
    /// the composite (instance robustness).
    /// </summary>
    public static int Robustness(IReadOnlyList<double[]> components, Func<IReadOnlyList<double[]>, double[]> composite)
    {
        var who = Places.Nearest(Places.Of(composite(components)), 50);
        for (var owned = 1; owned <= components.Count; owned++)
        {
            if (Choices(components.Count, owned).Any(choice => IsFirst(composite([.. components.Select((c, i) => choice.Contains(i) ? Owned(c, who) : c)]), who))) return owned;
        }

        return components.Count;
    }

    private static bool IsFirst(double[] scores, int who) => Array.TrueForAll(scores, s => s <= scores[who]);

    private static double[] Owned(double[] values, int who)
    {
        var owned = (double[])values.Clone();
        owned[who] = values.Max() * 1.01;
        return owned;
    }

    private static IEnumerable<int[]> Choices(int of, int size) => Enumerable.Range(0, 1 << of)
        .Where(bits => int.PopCount(bits) == size)
        .Select(bits => Enumerable.Range(0, of).Where(i => (bits >> i & 1) == 1).ToArray());

    private static double[] Normalised(double[] values) => values.Average() is > 0 and var mean ? Array.ConvertAll(values, v => v / mean) : values;

    private static double[] Combined(IEnumerable<double[]> components, Func<double[], double> of)
    {
        var all = components.ToArray();
        return [.. Enumerable.Range(0, all[0].Length).Select(i => of(Array.ConvertAll(all, c => c[i])))];
    }
}
