using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Money.Jobs;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Budgets;

/// <summary>A job over some weeks.</summary>
/// <param name="Median">USD of a run; null when no run has a price.</param>
/// <param name="High">The 95th percentile.</param>
public sealed record JobRow(Job Job, int Runs, FlowAmount Amount, decimal? Median, decimal? High, DateTimeOffset LastAt)
{
    /// <summary>Dearest first.</summary>
    internal static IReadOnlyList<JobRow> Of(Standing standing, ScoreWindow window) =>
    [
        .. JobBook.Runs(standing, window).GroupBy(r => r.Job).Select(Row)
            .OrderByDescending(r => r.Amount.NanoUsd ?? -1).ThenByDescending(r => r.Amount.NanoCredits).ThenBy(r => r.Job.ToString(), StringComparer.Ordinal),
    ];

    private static JobRow Row(IGrouping<Job, JobRun> runs)
    {
        decimal[] costs = [.. runs.Select(r => r.Usd).OfType<decimal>().Order()];
        return new(
            runs.Key, runs.Count(), FlowAmount.Sum(runs.Select(r => r.Amount)), costs.Length == 0 ? null : Robust.Median(costs), costs.Length == 0 ? null : Robust.Quantile(costs, 0.95m), runs.Max(r => r.LastAt));
    }
}
