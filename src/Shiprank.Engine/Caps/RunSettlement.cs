using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Caps;

/// <summary>What became of the runs of the last months, and what follows from it.</summary>
/// <param name="Runs">All, attended ones too, in the order of their beginning.</param>
/// <param name="Judged">The autonomous ones that did something.</param>
/// <param name="ShrunkJobs">Jobs that may use no more than the grace, for <see cref="CapRegister.ShrunkJobs"/>.</param>
/// <param name="Returns">What settled runs give back to the grace, for the ledger of counters: each pair of run and counter once, whenever it is asked.</param>
public sealed record RunSettlement(
    IReadOnlyList<CapRun> Runs, IReadOnlyList<CapRunPart> Parts, IReadOnlyList<JudgedRun> Judged, IReadOnlySet<string> ShrunkJobs, IReadOnlyList<GraceReturn> Returns)
{
    /// <summary>Days of runs that are looked at: a job whose last landing is older has none.</summary>
    public const int HistoryDays = 90;

    /// <param name="standing">What was merged, and whose tickets that names.</param>
    /// <param name="now">Of figures: what came later is not there yet.</param>
    public static RunSettlement Of(Standing standing, IStore store, DateTimeOffset now, CancellationToken cancel = default)
    {
        var settings = standing.Workspace.Organisation.Caps;
        var to = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1);
        var from = to.AddDays(-HistoryDays);
        List<CapRunPart> parts = [.. store.ReadCapRuns(from, to, cancel).Where(p => p.First <= now)];
        if (parts.Count == 0) return new([], [], [], new HashSet<string>(), []);
        var runs = CapRuns.Of(parts, store.ReadCapUsage(from, to, cancel), now);
        var judged = Settlement.Of(runs, new LandingFinder(standing).Of(runs), settings.AttachDays, now);
        return new(runs, parts, judged, Settlement.Shrunk(judged), settings.Grace is { } grace ? Settlement.Returns(judged, parts, grace) : []);
    }
}
