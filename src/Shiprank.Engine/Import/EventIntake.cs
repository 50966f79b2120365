using Shiprank.Core.Delivery;
using Shiprank.Store;

namespace Shiprank.Engine.Import;

/// <summary>
/// Takes events that come one by one, not as lines of a file that is read again and again. What is the last word on an event already is
/// left out; anything else is a new one, even when the same was said before something else.
/// </summary>
public sealed class EventIntake(IStore store)
{
    /// <summary>Places from here on are no line of any file: the store takes the same line at the same place for the same one.</summary>
    private const long BeyondFiles = 1L << 40;

    /// <param name="events">Lines and snapshots, in the order in which they were sent.</param>
    /// <returns>How many were new.</returns>
    public int Add(IReadOnlyList<StoredEvent> events, CancellationToken cancel = default)
    {
        if (events.Count == 0) return 0;
        var wanted = events.Select(Identity).ToHashSet();
        var last = new Dictionary<(string, string, string, string), StoredEvent>();
        var place = BeyondFiles;
        foreach (var stored in store.ReadEvents(cancel))
        {
            place = BeyondFiles + stored.Order + 1;
            if (wanted.Contains(Identity(stored))) last[Identity(stored)] = stored;
        }

        List<StoredEvent> fresh = [];
        foreach (var e in events)
        {
            if (last.TryGetValue(Identity(e), out var known) && known.UpdatedAt?.UtcTicks / TimeSpan.TicksPerMicrosecond == e.UpdatedAt?.UtcTicks / TimeSpan.TicksPerMicrosecond && known.Body.AsSpan().SequenceEqual(e.Body)) continue;
            last[Identity(e)] = e;
            fresh.Add(e with { Order = place++ });
        }

        return store.AddEvents(fresh, cancel);
    }

    private static (string, string, string, string) Identity(StoredEvent e) => (e.Type, e.Source, e.Id, e.Repository);
}
