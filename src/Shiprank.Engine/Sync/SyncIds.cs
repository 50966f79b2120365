using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>What tells one run in the log of syncs from another.</summary>
public static class SyncIds
{
    /// <summary>The count that holds the id of a run that was asked for.</summary>
    public const string Count = "id";

    /// <summary>That id, else the millisecond (Unix time) in which the run began.</summary>
    public static long Of(SyncRun run) => run.Counts.TryGetValue(Count, out var id) ? id : run.StartedAt.ToUnixTimeMilliseconds();
}
