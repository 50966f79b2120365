namespace Shiprank.Core.Score;

/// <summary>Eligible lines of a change in a service that are alive some days after its first deployment there (a restored line did not die).</summary>
/// <param name="Day">Days after the deployment: 0 is the deployment itself.</param>
public readonly record struct SurvivalPoint(int Day, int Alive);

/// <summary>
/// Counts, while the lines of a change are tallied, how many are alive on each of a few days after its deployment. The days are 0, 1, 3, 7,
/// 14, 21 and 30 of a horizon of 30, in proportion for another horizon; what is later than as-of has no point.
/// </summary>
internal sealed class SurvivalCurve
{
    private const int DrawnFor = 30;
    private static readonly int[] Drawn = [0, 1, 3, 7, 14, 21, DrawnFor];

    private readonly int[] days;
    private readonly DateTimeOffset[] moments;
    private readonly int[] died;
    private int lines;

    /// <param name="deliveredAt">Null: not deployed, no points.</param>
    /// <param name="days">As <see cref="Days"/> gives them.</param>
    public SurvivalCurve(DateTimeOffset? deliveredAt, IReadOnlyList<int> days, DateTimeOffset asOf)
    {
        this.days = deliveredAt is { } from ? [.. days.Where(d => from.AddDays(d) <= asOf)] : [];
        moments = Array.ConvertAll(this.days, d => deliveredAt!.Value.AddDays(d));
        died = new int[moments.Length];
    }

    /// <summary>Days of the points for a horizon, ascending; the last is the horizon.</summary>
    public static IReadOnlyList<int> Days(int survivalDays) =>
        [.. Drawn.Select(d => (int)Math.Round(d * survivalDays / (decimal)DrawnFor, MidpointRounding.AwayFromZero)).Distinct()];

    public IReadOnlyList<SurvivalPoint> Points()
    {
        var points = new SurvivalPoint[days.Length];
        var alive = lines;
        for (var i = 0; i < points.Length; i++)
        {
            alive -= died[i];
            points[i] = new(days[i], alive);
        }

        return points;
    }

    /// <param name="diedAt">Null for lines that are alive.</param>
    public void Add(int count, DateTimeOffset? diedAt)
    {
        lines += count;
        if (diedAt is not { } at) return;
        var first = 0;
        while (first < moments.Length && moments[first] < at) first++;
        if (first < moments.Length) died[first] += count;
    }
}
