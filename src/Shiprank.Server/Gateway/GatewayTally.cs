using System.Collections.Concurrent;
using Shiprank.Core.Caps;

namespace Shiprank.Server.Gateway;

/// <summary>How the gateway is doing, in numbers without names.</summary>
internal sealed class GatewayTally
{
    /// <summary>Upper ends of the buckets of what is added to a call before it goes out, in seconds.</summary>
    public static readonly IReadOnlyList<double> Ends = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1];

    private readonly ConcurrentDictionary<string, long> ends = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> refused = new(StringComparer.Ordinal);
    private readonly long[] buckets = new long[Ends.Count + 1];
    private long addedTicks;
    private long under;

    /// <summary>Calls that are under way.</summary>
    public long UnderWay => Interlocked.Read(ref under);

    /// <summary>By how they ended: settled, estimated, failed, free.</summary>
    public IEnumerable<KeyValuePair<string, long>> Ended => ends.OrderBy(e => e.Key, StringComparer.Ordinal);

    /// <summary>By reason.</summary>
    public IEnumerable<KeyValuePair<string, long>> Refusals => refused.OrderBy(e => e.Key, StringComparer.Ordinal);

    /// <summary>Each bucket alone.</summary>
    public IReadOnlyList<long> Added => [.. buckets.Select((_, i) => Interlocked.Read(ref buckets[i]))];

    public double AddedSeconds => TimeSpan.FromTicks(Interlocked.Read(ref addedTicks)).TotalSeconds;

    public void Begin() => Interlocked.Increment(ref under);

    public void End() => Interlocked.Decrement(ref under);

    public void Went(string how) => ends.AddOrUpdate(how, 1, static (_, n) => n + 1);

    public void Refuse(string reason) => refused.AddOrUpdate(reason, 1, static (_, n) => n + 1);

    public void Refuse(CapReason reason) => Refuse(Word(reason));

    public void Add(TimeSpan added)
    {
        var bucket = 0;
        while (bucket < Ends.Count && added.TotalSeconds > Ends[bucket]) bucket++;
        Interlocked.Increment(ref buckets[bucket]);
        Interlocked.Add(ref addedTicks, added.Ticks);
    }

    public static string Word(CapReason reason) => reason switch
    {
        CapReason.OverCap => "over-cap",
        CapReason.NoTicket => "no-ticket",
        CapReason.TicketUnknown => "ticket-unknown",
        CapReason.TicketClosed => "ticket-closed",
        CapReason.TicketNotOwned => "ticket-not-owned",
        CapReason.OwnerGone => "owner-gone",
        CapReason.TicketStale => "ticket-stale",
        CapReason.Loop => "loop",
        CapReason.Unpriced => "unpriced",
        CapReason.TokenRefused => "token-refused",
        CapReason.Outage => "outage",
        _ => "within",
    };
}
