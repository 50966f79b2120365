using Shiprank.Core.Access;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Loops;

namespace Shiprank.Server.Api;

/// <summary>What runs by itself: the documents of <c>shiprank loops</c>. They change with every run, not with published results alone.</summary>
internal static class LoopReports
{
    private static readonly ApiParameter Run = new("run", "A run's mark, as the list has it") { InPath = true };

    public static IReadOnlyList<ApiReport> All =>
    [
        new(
            "loops", "getLoops", "What runs by itself: running, loops with owner, ticket and cap, stopped and why, abandoned, and an estimate of what was kept back", [],
            [new("schemaVersion", "integer"), new("asOf", "string"), new("since", "string"), new("until", "string"), new("totals", "object"), new("running", "array"), new("loops", "array"), new("stopped", "array"), new("abandoned", "array"), new("shrunkJobs", "array")],
            q => ApiAnswer.Of(into => LoopsDocument.Write(into, q.Loops()))) { Needs = Right.Money, OfRuns = true },
        new(
            "loops/runs/{run}", "getLoopRun", "What one run did: kinds, counts, costs and times of its calls, and the rules that looked at it", [Run],
            [new("schemaVersion", "integer"), new("run", "object"), new("rules", "array"), new("entries", "array")], One) { Needs = Right.Money, OfRuns = true },
    ];

    private static ApiAnswer One(Question q) => RunTrace.Of(q.Loops(), q.Store, q.Part("run")) is { } trace
        ? ApiAnswer.Of(into => LoopsDocument.Write(into, trace))
        : Refusal.Unknown("nothing that runs by itself has that run");
}
