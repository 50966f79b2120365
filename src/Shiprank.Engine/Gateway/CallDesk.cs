using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Ledger;

namespace Shiprank.Engine.Gateway;

/// <summary>What somebody wants to do, with everything that it is judged and written down by.</summary>
/// <param name="Worst">What it uses at most.</param>
/// <param name="Priced">False: its model has no price.</param>
/// <param name="Own">Limits of its run alone.</param>
public sealed record CallRequest(CapCall Call, string Session, string Branch, CapAmount Worst, bool Priced, IReadOnlyList<CapRule> Own);

/// <param name="Call">As it was written down; null: it must not be made.</param>
/// <param name="Verdict">Why, and what else is to be done (<see cref="CapAction.Tell"/>, <see cref="CapAction.Slow"/>).</param>
public sealed record CallAnswer(CallEntry? Call, CapVerdict Verdict);

/// <summary>
/// Where calls ask whether they may be made, and tell how they ended. Nothing that is allowed here was not written down before; nothing that was written
/// down is forgotten. Safe for use from several threads.
/// </summary>
public sealed class CallDesk : IDisposable
{
    /// <summary>Longer than any call is let go on: what holds something for longer was lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(65);

    private const string Offline = "the allowance while calls can't be written down";

    private static readonly TimeSpan toldAgain = TimeSpan.FromMinutes(1);

    private readonly CallJournal journal;
    private readonly CapLedger ledger;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, CallEntry> open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Run, string Rule, CapReason Reason), DateTimeOffset> told = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset Began, DateTimeOffset Last)> runs = new(StringComparer.Ordinal);
    private readonly ITimer timer;
    private readonly string process;
    private CapSettings settings;
    private long next;

    /// <param name="journal">Is its own from now on.</param>
    public CallDesk(CallJournal journal, CapSettings settings, TimeProvider clock)
    {
        (this.journal, this.settings, this.clock) = (journal, settings, clock);
        ledger = new(settings);
        ledger.Restore(journal.Counters(), clock.GetUtcNow());
        process = "g" + clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        timer = clock.CreateTimer(_ => Tidy(), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
    }

    public CallJournal Journal => journal;

    /// <summary>Calls that are under way.</summary>
    public int Open => open.Count;

    /// <summary>USD that they hold at most.</summary>
    public decimal HeldUsd => open.Values.Sum(o => o.Worst.Usd);

    /// <summary>What a counter has, with what is held.</summary>
    public CapAmount Used(CapCounter counter) => ledger.Used(counter);

    public CapAmount Settled(CapCounter counter) => ledger.Settled(counter);

    /// <summary>Judges a call, holds its worst case, and writes it down.</summary>
    /// <param name="inForce">Settings that hold now.</param>
    public CallAnswer Ask(CapSettings inForce, CallRequest request)
    {
        if (!ReferenceEquals(inForce, Volatile.Read(ref settings)))
        {
            ledger.Use(inForce);
            Volatile.Write(ref settings, inForce);
        }

        // Without a token that says when, a run began with its first call here.
        if (request.Call.RunBegan == default) request = request with { Call = request.Call with { RunBegan = Began(request.Call) } };
        var (call, own, scarce) = (request.Call, request.Own, journal.IsScarce);
        if (scarce && call.Autonomous) return new(null, Refused(request, OutOfOrder));
        if (scarce) own = [.. own, new(Offline, [], CapWhen.Any, CapUnit.Usd, inForce.Gateway.OfflineUsd, CapPer.Day, null, CapAction.Stop, null)];
        var id = $"{process}-{Interlocked.Increment(ref next).ToString("x", CultureInfo.InvariantCulture)}";
        var (verdict, hold) = ledger.Reserve(id, call, request.Worst, request.Priced, own, call.At, Lease);
        if (hold is null) return new(null, Refused(request, verdict.Deciding?.Rule?.Name == Offline ? OutOfOrder : verdict));
        var entry = Entry(CallEntryKind.Reserved, id, request, verdict) with { Counters = hold.Counters };
        open[id] = entry;
        if (journal.Begin(entry))
        {
            ledger.MarkSent(id);
            return new(entry, verdict);
        }

        open.TryRemove(id, out _);
        ledger.Release(id, call.At);
        return new(null, OutOfOrder);
    }

    /// <summary>Tells how a call ended. The first word holds.</summary>
    /// <param name="entry">Of the kind that it is; a failed one counts nothing.</param>
    public void End(CallEntry entry)
    {
        if (!open.TryRemove(entry.Id, out _)) return;
        if (entry.Kind == CallEntryKind.Failed) ledger.Release(entry.Id, entry.EndedAt ?? entry.At);
        else ledger.Settle(entry.Id, entry.Used, entry.EndedAt ?? entry.At);
        journal.End(entry);
    }

    /// <summary>Gives back what a run used without an owned ticket: its output landed on one.</summary>
    /// <param name="id">Of the settlement: the same again changes nothing.</param>
    /// <returns>False when it was given back before, or can't be written down now.</returns>
    public bool PutBack(string id, string run, CapCounter counter, CapAmount amount)
    {
        var now = clock.GetUtcNow();
        if (!journal.Note(new() { Kind = CallEntryKind.PutBack, Id = id, At = now, Run = run, Used = amount, Counters = [counter] })) return false;
        ledger.PutBack(counter, amount, now);
        return true;
    }

    public void Dispose()
    {
        timer.Dispose();
        journal.Dispose();
    }

    private DateTimeOffset Began(CapCall call) => runs.AddOrUpdate(call.Run, static (_, at) => (at, at), static (_, run, at) => (run.Began, at), call.At).Began;

    private static CapVerdict OutOfOrder => new(CapAction.Stop, CapReason.Outage, null, [], []);

    private static CallEntry Entry(CallEntryKind kind, string id, CallRequest request, CapVerdict verdict) => new()
    {
        Kind = kind,
        Id = id,
        At = request.Call.At,
        Run = request.Call.Run,
        Session = request.Session,
        Autonomous = request.Call.Autonomous,
        Person = request.Call.Person,
        Agent = request.Call.Agent,
        Job = request.Call.Job,
        Ticket = request.Call.Ticket.Key,
        TicketCounts = request.Call.Ticket.Counts,
        Repository = request.Call.Repository,
        Branch = request.Branch,
        Model = request.Call.Model,
        Worst = request.Worst,
        Priced = request.Priced,
        Action = verdict.Action,
        Reason = verdict.Reason,
        Rule = verdict.Deciding is { } look ? look.Rule?.Name ?? CapCounter.Grace : "",
    };

    /// <summary>A run that asks again and again is written down once a minute.</summary>
    private CapVerdict Refused(CallRequest request, CapVerdict verdict)
    {
        var entry = Entry(CallEntryKind.Refused, "", request, verdict);
        var key = (entry.Run, entry.Rule, entry.Reason);
        if (told.TryGetValue(key, out var last) && entry.At - last < toldAgain) return verdict;
        told[key] = entry.At;
        journal.Note(entry with { Id = $"{process}-r{Interlocked.Increment(ref next).ToString("x", CultureInfo.InvariantCulture)}", EndedAt = entry.At, Usd = request.Priced ? request.Worst.Usd : null });
        return verdict;
    }

    private void Tidy()
    {
        var now = clock.GetUtcNow();
        foreach (var lapse in ledger.Lapse(now))
        {
            if (open.TryRemove(lapse.Hold.Id, out var lost)) journal.End(CallJournal.Charged(lost, now));
        }

        ledger.Forget(now);
        foreach (var (run, (_, last)) in runs)
        {
            if (now - last > CapWindow.RunStays) runs.TryRemove(run, out _);
        }

        foreach (var (key, at) in told)
        {
            if (now - at >= toldAgain) told.TryRemove(key, out _);
        }
    }
}
