using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Money.Budgets;

namespace Shiprank.Engine.Loops;

/// <summary>How a loop stands, the most pressing first.</summary>
public enum LoopState
{
    Stopped,
    WaitsForTicket,
    NearCap,
    Running,
    Idle,
}

/// <summary>What runs by itself again and again, over some weeks.</summary>
/// <param name="Last">Its last run: whose owner, ticket and cap stand for the loop.</param>
/// <param name="Ticket">How that ticket stands now.</param>
/// <param name="Median">USD of a run, estimates within; null: no run has a price.</param>
/// <param name="High">The 95th percentile.</param>
/// <param name="Estimated">Parts of the runs' costs are estimates.</param>
/// <param name="Landed">Runs whose output landed on an owned ticket.</param>
/// <param name="Due">Runs that did something and whose days are over, or that landed before: the others may still land.</param>
/// <param name="Shrunk">It may use no more than the grace.</param>
public sealed record LoopRow(
    string Loop, LoopRun Last, TicketStanding Ticket, int Runs, decimal? Median, decimal? High, decimal MeasuredUsd, decimal EstimatedUsd, int Landed, int Due, int Open, LoopState State, bool Shrunk)
{
    public bool Estimated => EstimatedUsd > 0;

    internal static LoopRow Of(IReadOnlyList<LoopRun> runs, TicketStanding ticket, IReadOnlySet<string> shrunk)
    {
        var last = runs.MaxBy(r => (r.Run.Began, r.Run.Run))!;
        decimal[] costs = [.. runs.Select(r => r.Run.Spent).OfType<decimal>().Order()];
        var landed = runs.Count(r => r.Judged?.Outcome == RunOutcome.Settled);
        return new(
            last.Run.Loop, last, ticket, runs.Count, costs.Length == 0 ? null : Robust.Median(costs), costs.Length == 0 ? null : Robust.Quantile(costs, 0.95m), runs.Sum(r => r.Run.Cost.Measured), runs.Sum(r => r.Run.Cost.Estimated),
            landed, landed + runs.Count(r => r.Judged?.Outcome == RunOutcome.Abandoned), runs.Count(r => r.Judged?.Outcome == RunOutcome.Open), StateOf(runs, last), last.Run.Job.Length > 0 && shrunk.Contains(last.Run.Job));
    }

    private static LoopState StateOf(IReadOnlyList<LoopRun> runs, LoopRun last) =>
        runs.Any(r => r.IsNear) ? LoopState.NearCap
        : runs.Any(r => r.Run.State == CapRunState.Running) ? LoopState.Running
        : last.Run.State switch { CapRunState.Stopped => LoopState.Stopped, CapRunState.WaitsForTicket => LoopState.WaitsForTicket, _ => LoopState.Idle };
}
