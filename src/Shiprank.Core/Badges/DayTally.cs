using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>What reached production of a holder's in a quarter: which days, which of them bad, judged at a moment at or after the quarter's settling.</summary>
internal readonly record struct DayTally(int Bad, int Days)
{
    /// <summary>z of the two-sided 90 % interval of a normal.</summary>
    private const double Z = 1.6448536269514722;

    public decimal Rate => Days == 0 ? 0 : (decimal)Bad / Days;

    /// <summary>Wilson's score interval.</summary>
    public (double Lo, double Hi) Interval
    {
        get
        {
            if (Days == 0) return (0, 1);
            var (n, p) = ((double)Days, (double)Rate);
            var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
            var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
            return (Math.Max(0, middle - half), Math.Min(1, middle + half));
        }
    }

    /// <param name="rows">Deployed changes.</param>
    public static DayTally Of(IEnumerable<ScoredChange> rows, Func<ScoredChange, bool> isBad)
    {
        var days = new Dictionary<DateOnly, bool>();
        foreach (var row in rows)
        {
            var day = DateOnly.FromDateTime(row.DeployedAt!.Value.UtcDateTime);
            days[day] = days.GetValueOrDefault(day) || isBad(row);
        }

        return new(days.Values.Count(bad => bad), days.Count);
    }
}
