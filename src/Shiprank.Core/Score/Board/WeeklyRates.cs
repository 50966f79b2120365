namespace Shiprank.Core.Score.Board;

/// <summary>Mean and standard error (sd/√n, n − 1 in the sd) of weekly rates. A week in which nobody was active has no rate.</summary>
/// <param name="N">Weeks with a rate.</param>
/// <param name="Mean">0 when there is none.</param>
/// <param name="Error">0 when there are fewer than two.</param>
public readonly record struct WeeklyRates(int N, double Mean, double Error)
{
    public static WeeklyRates Of(IEnumerable<GroupWeek> weeks, Func<GroupWeek, decimal> measure)
    {
        var rates = weeks.Where(w => w.Engineers > 0).Select(w => (double)(measure(w) / w.Engineers)).ToArray();
        if (rates.Length == 0) return default;
        // Sorted, so that the order of the weeks can't change the last bits of a sum.
        Array.Sort(rates);
        var mean = rates.Sum() / rates.Length;
        if (rates.Length == 1) return new(1, mean, 0);
        var variance = rates.Sum(r => (r - mean) * (r - mean)) / (rates.Length - 1);
        return new(rates.Length, mean, Math.Sqrt(variance / rates.Length));
    }
}
