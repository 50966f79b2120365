using Shiprank.Core.Caps;
using Shiprank.Store;

namespace Shiprank.Engine.Loops;

/// <param name="Spent">USD so far, measured and estimated.</param>
/// <param name="Files">Files touched so far.</param>
public sealed record TraceEntry(CapEvent Event, decimal Spent, long Files);

/// <summary>What a run did, one entry after the other: kinds, names of tools and models, counts, costs, times. What was said is not known.</summary>
public sealed record RunTrace(LoopRun Run, IReadOnlyList<TraceEntry> Entries, CapSettings Settings)
{
    /// <returns>Null: nothing that runs by itself has that mark or id.</returns>
    public static RunTrace? Of(LoopsView view, IStore store, string run)
    {
        if (view.Find(run) is not { } found) return null;
        var (spent, files) = (0m, 0L);
        List<TraceEntry> entries = [];
        foreach (var entry in store.ReadCapEvents(found.Run.Run).Where(e => e.At <= view.AsOf))
        {
            if (entry.Kind is CapEventKind.Settled or CapEventKind.Estimated) spent += entry.Usd ?? 0;
            files += entry.NewFiles;
            entries.Add(new(entry, spent, files));
        }

        return new(found, entries, view.Settings);
    }
}
