using Shiprank.Core.Delivery;
using Shiprank.Store;

namespace Shiprank.Engine.Import;

/// <summary>Hands snapshots to the store in batches that stand by themselves: a killed import goes on where it stopped, by being run again.</summary>
internal sealed class EventBatches(IStore store, ImportReport report, CancellationToken cancel)
{
    private const int Many = 10_000;

    private readonly List<StoredEvent> waiting = [];

    public void Add(IReadOnlyList<StoredEvent> events)
    {
        foreach (var e in events) report.Count(e);
        waiting.AddRange(events);
        if (waiting.Count >= Many) Flush();
    }

    public void Flush()
    {
        if (waiting.Count > 0) report.Added += store.AddEvents(waiting, cancel);
        waiting.Clear();
    }
}
