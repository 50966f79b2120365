namespace Shiprank.Core.Signals.Delivery.Statistics;

/// <summary>
/// A step of a density at a threshold (McCrary 2008): on either side a line is fitted to the counts of unit bins, weighted by a triangle that ends
/// <c>width</c> bins away; where the lines meet the threshold, θ = ln f₊ − ln f₋. Its error is √(24/5 · (1/f₊ + 1/f₋) / (n · width)), the heights as densities of
/// the n values. Work for a published line gives more right above than right below.
/// </summary>
/// <param name="Above">Values from the threshold up to its width above; a count.</param>
/// <param name="Below">Values within the width below.</param>
/// <param name="Excess">Values above beyond what the side below would lead to expect, at least 0.</param>
/// <param name="Step">θ; null: one side has no mass at the threshold, so that no ratio can be told.</param>
/// <param name="Error">Of θ; null with it.</param>
public readonly record struct DensityBreak(int Above, int Below, double Excess, double? Step, double? Error)
{
    /// <summary>A step of so many errors, with so many values near, is a pile.</summary>
    public const double Limit = 3;

    public const int Least = 20;

    /// <summary>θ in errors; null: nothing can be told.</summary>
    public double? Z => Step is { } step && Error is > 0 and var error ? step / error : null;

    public bool IsSteep(double limit = Limit, int least = Least) => Above + Below >= least && Z >= limit;

    /// <summary>A quarter of the threshold to either side.</summary>
    public static DensityBreak Near(IReadOnlyCollection<int> values, int threshold) => At(values, threshold, Math.Max(2, threshold / 4));

    /// <param name="values">Whole units.</param>
    /// <param name="threshold">The first value above the line.</param>
    /// <param name="width">Bins on each side, at least 2.</param>
    public static DensityBreak At(IReadOnlyCollection<int> values, int threshold, int width)
    {
        var bins = new int[2 * width];
        foreach (var value in values)
        {
            var bin = value - threshold + width;
            if (bin >= 0 && bin < bins.Length) bins[bin]++;
        }

        var (below, above) = (bins.Take(width).Sum(), bins.Skip(width).Sum());
        var (left, right) = (Height(bins, width, -1), Height(bins, width, 1));
        var excess = Math.Max(0, above - (left * width));
        if (left <= 0 || right <= 0) return new(above, below, excess, null, null);
        var error = Math.Sqrt(24.0 / 5 * ((1 / right) + (1 / left)) / width);
        return new(above, below, excess, Math.Log(right) - Math.Log(left), error);
    }

    /// <summary>Counts a bin, read off the fitted line at the threshold; centres of bins lie half a bin away from it.</summary>
    private static double Height(int[] bins, int width, int side)
    {
        double w = 0, wx = 0, wxx = 0, wy = 0, wxy = 0;
        for (var i = 0; i < width; i++)
        {
            var x = i + 0.5;
            var y = bins[side > 0 ? width + i : width - 1 - i];
            var weight = 1 - (x / width);
            (w, wx, wxx, wy, wxy) = (w + weight, wx + (weight * x), wxx + (weight * x * x), wy + (weight * y), wxy + (weight * x * y));
        }

        return ((wxx * wy) - (wx * wxy)) / ((w * wxx) - (wx * wx));
    }
}
