namespace Shiprank.Core.Score.Board;

/// <summary>Posterior of a group's rate: normal with this mean and standard deviation.</summary>
/// <param name="Pull">B: 1 stands for "all the board's mean", 0 for "all the group's own".</param>
public readonly record struct Posterior(double Mean, double Sd, double Pull)
{
    private const double Z90 = 1.645;

    /// <summary>Ends of the 90 % interval.</summary>
    public double Lo => Mean - (Z90 * Sd);

    public double Hi => Mean + (Z90 * Sd);
}

/// <summary>
/// Normal–normal shrinkage with random effects: μ and τ² by DerSimonian–Laird over the groups given, B = se²/(se² + τ²),
/// mean B·μ + (1 − B)·m, sd √((1 − B)·se²) (normalised-deployments.md, section 7). τ² = 0 gives B = 1. A standard error of 0 is
/// replaced by the smallest positive one, else by 0.05·μ. One group alone has nothing to be pulled to: B = 0.
/// </summary>
public static class Shrinkage
{
    private const double ErrorOfMean = 0.05;

    /// <returns>In the order of <paramref name="series"/>, whose order changes no result.</returns>
    public static IReadOnlyList<Posterior> Of(IReadOnlyList<WeeklyRates> series)
    {
        if (series.Count == 0) return [];
        var errors = Errors(series);
        if (series.Count == 1) return [new(series[0].Mean, errors[0], 0)];
        var (mean, variance) = Board(series, errors);
        return [.. series.Select((s, i) => Pulled(s.Mean, errors[i] * errors[i], mean, variance))];
    }

    private static Posterior Pulled(double own, double variance, double board, double between)
    {
        var pull = between == 0 ? 1 : variance / (variance + between);
        return new((pull * board) + ((1 - pull) * own), Math.Sqrt((1 - pull) * variance), pull);
    }

    private static double[] Errors(IReadOnlyList<WeeklyRates> series)
    {
        var positive = series.Select(s => s.Error).Where(e => e > 0).ToArray();
        // Without any spread, the groups weigh alike and μ is their plain mean.
        var substitute = positive.Length > 0 ? positive.Min() : ErrorOfMean * Sum(series.Select(s => s.Mean)) / series.Count;
        return [.. series.Select(s => s.Error > 0 ? s.Error : substitute)];
    }

    /// <summary>μ and τ².</summary>
    private static (double Mean, double Variance) Board(IReadOnlyList<WeeklyRates> series, double[] errors)
    {
        // All rates are 0: there is nothing to weigh by, and nothing between the groups.
        if (errors[0] == 0) return (0, 0);
        var weights = errors.Select(e => 1 / (e * e)).ToArray();
        var sum = Sum(weights);
        var fixedMean = Sum(weights.Select((w, i) => w * series[i].Mean)) / sum;
        var q = Sum(weights.Select((w, i) => w * (series[i].Mean - fixedMean) * (series[i].Mean - fixedMean)));
        var scale = sum - (Sum(weights.Select(w => w * w)) / sum);
        var between = Math.Max(0, (q - (series.Count - 1)) / scale);
        var random = errors.Select(e => 1 / ((e * e) + between)).ToArray();
        return (Sum(random.Select((w, i) => w * series[i].Mean)) / Sum(random), between);
    }

    /// <summary>In order of size, so that the order of the groups can't change the last bits.</summary>
    private static double Sum(IEnumerable<double> numbers) => numbers.Order().Sum();
}
