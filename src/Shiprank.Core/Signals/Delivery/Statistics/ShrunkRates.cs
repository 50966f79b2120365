namespace Shiprank.Core.Signals.Delivery.Statistics;

/// <summary>
/// Rates of small counts, each pulled to the rate of all by as much as its own chance explains (Efron and Morris 1975, with Morris's factor for unequal
/// numbers of trials): p + (1 − (k − 3)/(k − 1) · σᵢ²/(σᵢ² + τ²)) · (yᵢ − p), where σᵢ² = p(1 − p)/nᵢ and τ² is by moments. With equal numbers of trials
/// this is the James–Stein estimator, 1 − (k − 3) · σ²/S.
/// </summary>
internal static class ShrunkRates
{
    /// <param name="counts">Hits and trials, each with trials.</param>
    /// <returns>In their order, which changes no result. Of fewer than four nothing can be learnt about the spread: the rates as they are.</returns>
    public static IReadOnlyList<double> Of(IReadOnlyList<(int Hits, int Trials)> counts)
    {
        if (counts.Count < 4) return [.. counts.Select(Rate)];
        double trials = counts.Sum(c => (long)c.Trials);
        var all = counts.Sum(c => (long)c.Hits) / trials;
        var chance = all * (1 - all);
        if (chance == 0) return [.. counts.Select(Rate)];
        var between = Math.Max(0, Between(counts, all, chance, trials));
        var factor = (counts.Count - 3.0) / (counts.Count - 1);
        return [.. counts.Select(c => all + ((1 - (factor * Own(chance / c.Trials, between))) * (Rate(c) - all)))];
    }

    private static double Own(double variance, double between) => variance / (variance + between);

    private static double Rate((int Hits, int Trials) count) => (double)count.Hits / count.Trials;

    /// <summary>τ² by moments, weighted by trials; negative when chance explains more than there is.</summary>
    private static double Between(IReadOnlyList<(int Hits, int Trials)> counts, double all, double chance, double trials)
    {
        var spread = counts.Select(c => c.Trials * (Rate(c) - all) * (Rate(c) - all)).Order().Sum();
        return (spread - ((counts.Count - 1) * chance)) / (trials - (counts.Sum(c => (double)c.Trials * c.Trials) / trials));
    }
}
