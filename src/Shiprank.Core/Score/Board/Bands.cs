using MathNet.Numerics.Distributions;

namespace Shiprank.Core.Score.Board;

/// <summary>Groups that can't be told apart share a band, which is their rank (normalised-deployments.md, section 7).</summary>
public static class Bands
{
    /// <summary>
    /// Bands from 1 for posteriors in falling order of their mean: a new one opens at the first group that the band's first one
    /// exceeds with at least <paramref name="probability"/>.
    /// </summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<Posterior> falling, double probability)
    {
        var bands = new int[falling.Count];
        var (band, first) = (1, 0);
        for (var i = 0; i < bands.Length; i++)
        {
            if (Exceeds(falling[first], falling[i]) >= probability) (band, first) = (band + 1, i);
            bands[i] = band;
        }

        return bands;
    }

    /// <summary>P(a &gt; b) for independent normals.</summary>
    public static double Exceeds(Posterior a, Posterior b)
    {
        var difference = a.Mean - b.Mean;
        var sd = Math.Sqrt((a.Sd * a.Sd) + (b.Sd * b.Sd));
        return sd > 0 ? Normal.CDF(0, 1, difference / sd) : difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
    }
}
