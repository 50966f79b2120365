using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Money.Jobs;

/// <summary>A run that cost more than it may, or far more than usual.</summary>
/// <param name="Limit">USD that it went over.</param>
/// <param name="Usual">Median of the earlier runs, where that is the reason; else null.</param>
/// <param name="Earlier">How many there were.</param>
public sealed record RunFinding(JobRun Run, decimal Cost, decimal Limit, decimal? Usual, int Earlier);

/// <summary>
/// Judges runs of jobs by what they cost so far. Usual is the median of the earlier runs of the same job; far over it is a stated number of spreads more,
/// a spread being 1.4826 times their median absolute deviation, or a tenth of the median where runs hardly differ.
/// </summary>
public static class RunJudge
{
    private const decimal LeastSpread = 0.1m;

    /// <param name="runs">In the order of their beginning, as far back as usual is to be known.</param>
    /// <param name="since">Only runs that went on after it are judged.</param>
    public static IEnumerable<RunFinding> Judge(IReadOnlyList<JobRun> runs, JobLimits limits, DateTimeOffset since)
    {
        foreach (var job in runs.GroupBy(r => r.Job))
        {
            List<decimal> earlier = [];
            foreach (var run in job)
            {
                // A run without a price can't be judged, and tells nothing of what is usual.
                if (run.Usd is not { } cost) continue;
                if (run.LastAt >= since && Find(run, cost, earlier, limits) is { } finding) yield return finding;
                earlier.Add(cost);
            }
        }
    }

    private static RunFinding? Find(JobRun run, decimal cost, List<decimal> earlier, JobLimits limits)
    {
        if (limits.Over is { } over && cost > over) return new(run, cost, over, null, earlier.Count);
        if (limits.Usual is not { } spreads || earlier.Count < limits.Least) return null;
        var median = Robust.Median(earlier);
        var limit = median + (spreads * Math.Max(Robust.Normal * Robust.Mad(earlier), LeastSpread * median));
        return cost > limit ? new(run, cost, limit, median, earlier.Count) : null;
    }
}
