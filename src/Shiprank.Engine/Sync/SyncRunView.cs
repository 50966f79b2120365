using Shiprank.Core;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>A run as people and programs look at it, from the asking to its row in the log.</summary>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>failed</c>; from the log alone: <c>done</c>.</param>
/// <param name="Phase">What is being read at this moment; empty unless it runs.</param>
/// <param name="Program">Name and version; empty until the log has it.</param>
/// <param name="Counts">By name, without the marks that the log keeps among them.</param>
/// <param name="Unread">Repositories that could not be read whole.</param>
public sealed record SyncRunView(
    long Id, string State, string Phase, DateTimeOffset? AskedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string Program,
    IReadOnlyDictionary<string, long> Counts, IReadOnlyList<string> Unread, IReadOnlyList<Problem> Problems)
{
    public static SyncRunView Of(SyncRun run)
    {
        var unread = run.Unread.Order(StringComparer.Ordinal).ToList();
        return new(
            SyncIds.Of(run), "done", "", null, run.StartedAt, run.FinishedAt, run.Program,
            run.Counts.Where(c => c.Key != SyncIds.Count && !SyncRun.IsMark(c.Key)).ToDictionary(StringComparer.Ordinal), unread, run.Problems);
    }
}
