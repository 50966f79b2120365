using System.Runtime.InteropServices;

namespace Shiprank.Core.Caps.Ledger;

/// <summary>
/// What counters hold, in memory. A call is judged and its worst case held on all of its counters in one step, so that however many ask at once, what
/// they hold and used together stays within each limit; what a call used takes the place of what it held. It has no clock and no disk: time comes in,
/// and what has to be kept is the caller's to keep. Safe for use from several threads.
/// </summary>
public sealed class CapLedger(CapSettings settings)
{
    private readonly Lock gate = new();
    private readonly Dictionary<CapCounter, Sum> counters = [];
    private readonly Dictionary<string, Open> open = new(StringComparer.Ordinal);
    private CapSettings settings = settings;

    /// <summary>Calls that hold something.</summary>
    public int Holding
    {
        get
        {
            lock (gate) return open.Count;
        }
    }

    /// <summary>Judges from now on by other rules; counters stay.</summary>
    public void Use(CapSettings other)
    {
        lock (gate) settings = other;
    }

    /// <param name="id">Of the call, unique.</param>
    /// <param name="worst">What it uses at most.</param>
    /// <param name="priced">False: the model has no price, and <paramref name="worst"/> tells no USD.</param>
    /// <param name="own">Limits of the run itself (<see cref="OwnLimits"/>).</param>
    /// <exception cref="ArgumentException">A call of this id holds something already.</exception>
    public CapDecision Reserve(string id, CapCall call, CapAmount worst, bool priced, IReadOnlyList<CapRule> own, DateTimeOffset now, TimeSpan lease)
    {
        lock (gate)
        {
            if (open.ContainsKey(id)) throw new ArgumentException($"a call {id} is open already", nameof(id));
            var verdict = CapJudge.Judge(settings, call, worst, priced, UsedNow);
            if (own.Count > 0) verdict = Stronger(verdict, CapJudge.Judge(new() { Rules = own }, call, worst, priced, UsedNow));
            if (verdict.Stops) return new(verdict, null);
            var hold = new CapHold(id, worst, verdict.Counters, now + lease);
            foreach (var counter in hold.Counters) Add(counter, default, worst, 1, now);
            open.Add(id, new(hold));
            return new(verdict, hold);
        }
    }

    /// <summary>From now on the call may cost something, whatever becomes of it.</summary>
    public void MarkSent(string id)
    {
        lock (gate)
        {
            if (open.TryGetValue(id, out var call)) call.IsSent = true;
        }
    }

    /// <summary>Counts what a call used in place of what it held, be it more.</summary>
    /// <returns>False when it holds nothing any more: its lease ended, or it was settled before.</returns>
    public bool Settle(string id, CapAmount used, DateTimeOffset now)
    {
        lock (gate) return Close(id, used, now);
    }

    /// <summary>The call was not made, or cost nothing.</summary>
    public bool Release(string id, DateTimeOffset now)
    {
        lock (gate) return Close(id, default, now);
    }

    /// <summary>Ends leases that are over, so that nothing that was lost blocks for ever.</summary>
    public IReadOnlyList<CapLapse> Lapse(DateTimeOffset now)
    {
        lock (gate)
        {
            // Only what is under way is open: a look at all of it costs less than an order that every call would have to keep.
            List<CapLapse>? lapsed = null;
            foreach (var (id, call) in open)
            {
                if (call.Hold.Until > now) continue;
                (lapsed ??= []).Add(new(call.Hold, call.IsSent));
                Close(id, call.IsSent ? call.Hold.Worst : default, now);
            }

            return lapsed ?? [];
        }
    }

    /// <summary>Gives back what was used, to go on with: the output of a run landed on a ticket that counts. Never below nothing.</summary>
    public void PutBack(CapCounter counter, CapAmount amount, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!counters.TryGetValue(counter, out var sum)) return;
            var left = sum.Used - amount;
            counters[counter] = sum with { Used = new(Math.Max(0, left.Usd), Math.Max(0, left.Credits), Math.Max(0, left.Tokens), Math.Max(0, left.Steps)), Last = now };
        }
    }

    /// <summary>Takes over what an earlier process counted.</summary>
    public void Restore(IEnumerable<KeyValuePair<CapCounter, CapAmount>> used, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var (counter, amount) in used) Add(counter, amount, default, 0, now);
        }
    }

    /// <summary>With what is held.</summary>
    public CapAmount Used(CapCounter counter)
    {
        lock (gate) return UsedNow(counter);
    }

    public CapAmount Settled(CapCounter counter)
    {
        lock (gate) return counters.GetValueOrDefault(counter).Used;
    }

    /// <summary>What is held of a counter alone.</summary>
    public CapAmount Held(CapCounter counter)
    {
        lock (gate) return counters.GetValueOrDefault(counter).Held;
    }

    /// <summary>Drops counters of windows that are over.</summary>
    /// <returns>How many are left.</returns>
    public int Forget(DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var (counter, sum) in counters)
            {
                if (sum.Holds == 0 && CapWindow.IsOver(counter.Window, sum.Last, now)) counters.Remove(counter);
            }

            return counters.Count;
        }
    }

    private static CapVerdict Stronger(CapVerdict settled, CapVerdict own)
    {
        var first = own.Action > settled.Action || settled.Action is null ? own : settled;
        return first with { Counters = [.. settled.Counters, .. own.Counters], Looks = [.. settled.Looks, .. own.Looks] };
    }

    private CapAmount UsedNow(CapCounter counter) => counters.TryGetValue(counter, out var sum) ? sum.Used + sum.Held : default;

    private bool Close(string id, CapAmount used, DateTimeOffset now)
    {
        if (!open.Remove(id, out var call)) return false;
        foreach (var counter in call.Hold.Counters) Add(counter, used, default(CapAmount) - call.Hold.Worst, -1, now);
        return true;
    }

    private void Add(CapCounter counter, CapAmount used, CapAmount held, int holds, DateTimeOffset now)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(counters, counter, out _);
        sum = new(sum.Used + used, sum.Held + held, sum.Holds + holds, now);
    }

    /// <param name="Holds">Calls that hold something of it.</param>
    private readonly record struct Sum(CapAmount Used, CapAmount Held, int Holds, DateTimeOffset Last);

    private sealed class Open(CapHold hold)
    {
        public CapHold Hold => hold;

        public bool IsSent { get; set; }
    }
}
