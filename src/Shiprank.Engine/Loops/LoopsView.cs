using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Score;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Loops;

/// <summary>What stopped runs kept back: an estimate, apart from every measured sum.</summary>
/// <param name="Runs">Stopped runs that there is an estimate of.</param>
/// <param name="Unknown">Those without one.</param>
public sealed record Saved(decimal Lo, decimal Mid, decimal Hi, int Runs, int Unknown);

/// <summary>What persons' own runs come to, where enough people are in it.</summary>
public sealed record AttendedRuns(int Runs, int People, decimal MeasuredUsd, decimal EstimatedUsd);

/// <summary>What runs by itself, and whether it stops. Runs of persons at work are in <see cref="Attended"/> alone.</summary>
/// <param name="Window">The last thirty days.</param>
/// <param name="Running">The least room first.</param>
/// <param name="Loops">Of the window, the most pressing first, then dearest.</param>
/// <param name="Stopped">Of the window, the latest first.</param>
/// <param name="Abandoned">Of all that is looked at (<see cref="RunSettlement.HistoryDays"/> days), the latest first.</param>
/// <param name="Attended">Null: none, or of too few people to be told.</param>
public sealed record LoopsView(
    DateTimeOffset AsOf, ScoreWindow Window, IReadOnlyList<LoopRun> Running, IReadOnlyList<LoopRow> Loops, IReadOnlyList<LoopRun> Stopped, IReadOnlyList<LoopRun> Abandoned, Saved Saved, AttendedRuns? Attended, CapSettings Settings,
    RunSettlement Settlement)
{
    public const int Days = 30;

    private IReadOnlyList<LoopRun> All { get; init; } = [];

    /// <summary>Autonomous runs of the window.</summary>
    public int Runs => Loops.Sum(l => l.Runs);

    public decimal MeasuredUsd => Loops.Sum(l => l.MeasuredUsd);

    public decimal EstimatedUsd => Loops.Sum(l => l.EstimatedUsd);

    /// <summary>Loops whose last run has no ticket that counts.</summary>
    public int Unowned => Loops.Count(l => !l.Ticket.Counts);

    /// <summary>One run of a loop.</summary>
    /// <param name="run">Its mark, or its id.</param>
    /// <returns>Null: nothing that runs by itself has it.</returns>
    public LoopRun? Find(string run) => All.FirstOrDefault(r => r.Mark == run || r.Run.Run == run);

    /// <param name="register">Tickets and rules in force.</param>
    public static LoopsView Of(Standing standing, IStore store, CapRegister register, DateTimeOffset now, CancellationToken cancel = default)
    {
        var settlement = RunSettlement.Of(standing, store, now, cancel);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var window = new ScoreWindow(today.AddDays(1 - Days), today);
        var book = new LoopBook(settlement, register with { ShrunkJobs = settlement.ShrunkJobs }, standing.Workspace.Organisation, now);
        var all = book.Runs();
        var lately = all.Where(r => window.Has(DateOnly.FromDateTime(r.Run.Last.UtcDateTime))).ToList();
        var stopped = lately.Where(r => r.Run.IsStopped).OrderByDescending(r => r.Run.StoppedAt).ThenBy(r => r.Mark, StringComparer.Ordinal).ToList();
        List<KeptBack> kept = [.. stopped.Select(r => r.Kept).OfType<KeptBack>()];
        var (lo, mid, hi) = KeptBack.Sum(kept);
        return new(
            now, window,
            [.. all.Where(r => r.Run.State == CapRunState.Running).OrderByDescending(r => r.Share ?? -1).ThenBy(r => r.Run.Began).ThenBy(r => r.Mark, StringComparer.Ordinal)],
            [.. lately.GroupBy(r => r.Run.Loop, StringComparer.Ordinal).Select(g => book.Row([.. g])).OrderBy(l => l.State).ThenByDescending(l => l.MeasuredUsd + l.EstimatedUsd).ThenBy(l => l.Loop, StringComparer.Ordinal)],
            stopped,
            [.. all.Where(r => r.Judged?.Outcome == RunOutcome.Abandoned).OrderByDescending(r => r.Judged!.Due).ThenBy(r => r.Mark, StringComparer.Ordinal)],
            new(lo, mid, hi, kept.Count, stopped.Count - kept.Count), AttendedOf(settlement, window, standing.Workspace.SmallestGroup), register.Settings, settlement)
        { All = all };
    }

    /// <summary>Sums of a few people would be figures of theirs.</summary>
    private static AttendedRuns? AttendedOf(RunSettlement settlement, ScoreWindow window, int smallest)
    {
        var runs = settlement.Runs.Where(r => !r.Autonomous && window.Has(DateOnly.FromDateTime(r.Last.UtcDateTime))).ToList();
        var people = runs.Where(r => r.Person.Length > 0).Select(r => r.Person).Distinct(StringComparer.Ordinal).Count();
        return people < smallest ? null : new(runs.Count, people, runs.Sum(r => r.Cost.Measured), runs.Sum(r => r.Cost.Estimated));
    }
}
