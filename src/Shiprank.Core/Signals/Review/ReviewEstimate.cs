namespace Shiprank.Core.Signals.Review;

/// <summary>A change with what its reviewers said and what the score says.</summary>
/// <param name="Worth">Mean of its answers: 0 no, 1 partly, 2 yes.</param>
/// <param name="Nd">Its part of normalised deployments.</param>
public readonly record struct JudgedChange(decimal Worth, decimal Nd);

/// <summary>
/// How well the score tells what was worth shipping: of two changes that reviewers judged differently, how often the better one has more normalised
/// deployments (ties count half). 0.5 is chance, 1 always; with yes and no alone it is the area under the ROC curve.
/// </summary>
/// <param name="Changes">Changes that were judged.</param>
/// <param name="Pairs">Pairs that were judged differently.</param>
/// <param name="Value">Null with too few of them.</param>
/// <param name="Lo">Lower end of the 95 % interval, by the jackknife over changes.</param>
/// <param name="Missing">Why there is no value; null: there is.</param>
public sealed record ReviewEstimate(int Changes, long Pairs, decimal? Value, decimal? Lo, decimal? Hi, string? Missing)
{
    /// <summary>Below it, any value is an accident.</summary>
    public const int LeastChanges = 20;

    /// <summary>Changes that have to be judged otherwise than the most frequent answer.</summary>
    public const int LeastOfKind = 5;

    private const double Z95 = 1.959963984540054;

    public static ReviewEstimate Of(IReadOnlyList<JudgedChange> judged)
    {
        var n = judged.Count;
        var (won, pairs) = (new decimal[n], new long[n]);
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                if (judged[i].Worth == judged[j].Worth) continue;
                var points = judged[i].Nd == judged[j].Nd ? 0.5m : (judged[i].Worth > judged[j].Worth) == (judged[i].Nd > judged[j].Nd) ? 1m : 0m;
                won[i] += points;
                won[j] += points;
                pairs[i]++;
                pairs[j]++;
            }
        }

        var (all, points2) = (pairs.Sum() / 2, won.Sum() / 2);
        if (n < LeastChanges) return new(n, all, null, null, null, $"{n} of at least {LeastChanges} changes are judged");
        var usual = judged.GroupBy(c => c.Worth).Max(g => g.Count());
        if (n - usual < LeastOfKind) return new(n, all, null, null, null, $"all but {n - usual} changes have the same answer; it takes {LeastOfKind} others");
        var value = points2 / all;
        var half = HalfWidth(won, pairs, points2, all);
        return new(n, all, value, Math.Max(0, value - half), Math.Min(1, value + half), null);
    }

    /// <summary>1.96 standard errors from leaving out one change at a time (Efron and Tibshirani 1993, ch. 11).</summary>
    private static decimal HalfWidth(decimal[] won, long[] pairs, decimal points, long all)
    {
        List<double> without = [.. won.Select((w, i) => (Won: points - w, Pairs: all - pairs[i])).Where(r => r.Pairs > 0).Select(r => (double)(r.Won / r.Pairs))];
        var (n, mean) = (without.Count, without.Average());
        return (decimal)(Z95 * Math.Sqrt((n - 1d) / n * without.Sum(v => (v - mean) * (v - mean))));
    }
}
