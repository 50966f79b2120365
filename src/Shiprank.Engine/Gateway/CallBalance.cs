using System.Text;
using Shiprank.Core.Caps;
using Shiprank.Engine.Telemetry;

namespace Shiprank.Engine.Gateway;

/// <summary>
/// What the journal's entries come to: what each counter has, and which calls went out and have not ended. The same entries in the same order give the
/// same balance, so a file may begin with it in place of all that was written before.
/// </summary>
public sealed class CallBalance
{
    /// <summary>Its first byte; an entry has another one.</summary>
    public const byte Version = 100;

    /// <summary>Longer than any run's output may take to land.</summary>
    private static readonly TimeSpan returnedStays = TimeSpan.FromDays(400);

    private readonly Dictionary<CapCounter, (CapAmount Used, DateTimeOffset Last)> counters = [];
    private readonly Dictionary<string, CallEntry> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> returned = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<CapCounter, CapAmount>> Counters => counters.Select(c => new KeyValuePair<CapCounter, CapAmount>(c.Key, c.Value.Used));

    /// <summary>Reserved and not ended.</summary>
    public IReadOnlyCollection<CallEntry> Open => open.Values;

    public CapAmount Used(CapCounter counter) => counters.GetValueOrDefault(counter).Used;

    public void Apply(CallEntry entry)
    {
        switch (entry.Kind)
        {
            case CallEntryKind.Reserved:
                open[entry.Id] = entry;
                break;
            case CallEntryKind.Settled or CallEntryKind.Estimated or CallEntryKind.Failed:
                // What ended before ends once: an entry that was written twice counts once.
                if (!open.Remove(entry.Id, out var reserved) || entry.Kind == CallEntryKind.Failed) break;
                foreach (var counter in reserved.Counters) Add(counter, entry.Used, entry.EndedAt ?? entry.At);
                break;
            case CallEntryKind.PutBack when returned.TryAdd(entry.Id, entry.At):
                foreach (var counter in entry.Counters) Add(counter, Less(entry.Used, Used(counter)), entry.At);
                break;
        }
    }

    /// <summary>True when a run's grace was given back under this id already.</summary>
    public bool HasReturned(string id) => returned.ContainsKey(id);

    /// <summary>Drops counters of windows that are over and that no open call holds.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (id, at) in returned)
        {
            if (now - at > returnedStays) returned.Remove(id);
        }

        var held = open.Values.SelectMany(o => o.Counters).ToHashSet();
        foreach (var (counter, sum) in counters)
        {
            if (!held.Contains(counter) && Core.Caps.Ledger.CapWindow.IsOver(counter.Window, sum.Last, now)) counters.Remove(counter);
        }
    }

    /// <returns>A frame of the journal's file.</returns>
    public byte[] Frame()
    {
        using var bytes = new MemoryStream();
        bytes.SetLength(SpoolFrame.Header);
        bytes.Position = SpoolFrame.Header;
        using (var to = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            to.Write(Version);
            to.Write(counters.Count);
            foreach (var (counter, (used, last)) in counters)
            {
                CallEntryCodec.Counter(to, counter);
                CallEntryCodec.Amount(to, used);
                to.Write(last.UtcTicks);
            }

            to.Write(open.Count);
            foreach (var entry in open.Values) CallEntryCodec.Write(to, entry);
            to.Write(returned.Count);
            foreach (var (id, at) in returned)
            {
                to.Write(id);
                to.Write(at.UtcTicks);
            }
        }

        var frame = bytes.ToArray();
        SpoolFrame.Seal(frame);
        return frame;
    }

    /// <exception cref="InvalidDataException">Damaged, or of a newer version.</exception>
    public static CallBalance Read(BinaryReader from)
    {
        if (from.ReadByte() is var version && version != Version) throw new InvalidDataException($"the journal was written by a newer version (balance {version})");
        var balance = new CallBalance();
        for (var left = from.ReadInt32(); left > 0; left--) balance.counters[CallEntryCodec.Counter(from)] = (CallEntryCodec.Amount(from), new(from.ReadInt64(), TimeSpan.Zero));
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var entry = CallEntryCodec.Read(from);
            balance.open[entry.Id] = entry;
        }

        for (var left = from.ReadInt32(); left > 0; left--) balance.returned[from.ReadString()] = new(from.ReadInt64(), TimeSpan.Zero);
        return balance;
    }

    private static CapAmount Less(CapAmount back, CapAmount used) =>
        new(-Math.Min(back.Usd, used.Usd), -Math.Min(back.Credits, used.Credits), -Math.Min(back.Tokens, used.Tokens), -Math.Min(back.Steps, used.Steps));

    private void Add(CapCounter counter, CapAmount used, DateTimeOffset at)
    {
        var before = counters.GetValueOrDefault(counter);
        counters[counter] = (before.Used + used, at > before.Last ? at : before.Last);
    }
}
