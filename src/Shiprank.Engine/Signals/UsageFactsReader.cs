using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Usage;
using Shiprank.Core.Usage.Marks;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>
/// Makes the facts that rules about usage look at. It keeps four bytes of each call and the marks of prompts in memory, so that the next look reads only
/// what arrived since and works out anew only whom that concerns. Calls that were replaced or taken away show by their count, and their subject is read
/// anew. The window moves once a day, and then all of it is read. Calls from several threads take turns.
/// </summary>
public sealed class UsageFactsReader(IStore store)
{
    /// <summary>No batch or mark has a number this low.</summary>
    private const long Nothing = -1;

    private readonly Lock gate = new();
    private readonly Dictionary<Key, Entry> entries = [];
    private readonly PromptBook prompts = new(store);
    private DateOnly from;
    private DateOnly until;
    private long batch = Nothing;

    /// <summary>False after a look that was not finished: half of one is none, and the next begins anew.</summary>
    private bool whole;

    /// <summary>Subjects that the last look worked out anew.</summary>
    public int LookedAt { get; private set; }

    /// <summary>Calls that the last look read.</summary>
    public long CallsRead { get; private set; }

    /// <param name="asOf">The window ends with its UTC day.</param>
    public UsageFacts Read(DateTimeOffset asOf, CancellationToken cancel = default)
    {
        lock (gate)
        {
            var day = DateOnly.FromDateTime(asOf.UtcDateTime).AddDays(1);
            if (day != until || !whole) Begin(day);
            (CallsRead, whole) = (0, false);
            var (lastBatch, lastMark) = store.AskPublished(Question.SignalMarks, [], r => (r.Long(0), r.Long(1)), cancel)[0];
            if (batch > Nothing) Check(cancel);
            Take(batch, lastBatch, null, cancel);
            batch = lastBatch;
            prompts.Read(from, until, lastMark, cancel);
            var facts = Facts(cancel);
            whole = true;
            return facts;
        }
    }

    private void Begin(DateOnly day)
    {
        (from, until, batch) = (day.AddDays(-UsageFacts.WindowDays), day, Nothing);
        entries.Clear();
        prompts.Clear();
    }

    /// <summary>Reads anew whose calls of known batches are no longer as many as were read.</summary>
    private void Check(CancellationToken cancel)
    {
        var counts = store.AskPublished(Question.SignalCounts, [from, until, batch], r => (Key: new Key(r.Int(0), r.Flag(1), r.Int(2), r.Int(3), r.Int(4)), Calls: r.Long(5)), cancel)
            .ToDictionary(c => c.Key, c => c.Calls);
        var changed = entries.Where(e => counts.GetValueOrDefault(e.Key) != e.Value.Events.Count).Select(e => e.Key.Person)
            .Concat(counts.Keys.Where(k => !entries.ContainsKey(k)).Select(k => k.Person)).Distinct().ToList();
        foreach (var person in changed)
        {
            foreach (var key in entries.Keys.Where(k => k.Person == person).ToList()) entries.Remove(key);
            Take(Nothing, batch, person, cancel);
        }
    }

    private void Take(long after, long upTo, int? person, CancellationToken cancel)
    {
        if (upTo <= after) return;
        var start = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero).UtcTicks;
        (Key Key, Entry? Entry) last = default;
        var taken = store.Stream(Question.SignalEvents, [from, until, after, upTo, (long?)person], row =>
        {
            var known = row.Int(0) > 0;
            var key = new Key(row.Int(0), row.Flag(1), known ? 0 : row.Int(2), known ? 0 : row.Int(3), known ? 0 : row.Int(4));
            if (last.Entry is null || last.Key != key)
            {
                if (!entries.TryGetValue(key, out var entry)) entries[key] = entry = new(new(from, UsageFacts.WindowDays));
                last = (key, entry);
            }

            last.Entry.Subject = null;
            last.Entry.Events.Add(
                (row.Time(5).UtcTicks - start) / TimeSpan.TicksPerSecond,
                new(row.Long(6), row.Long(7), row.Long(8), row.Long(9), row.Long(10)),
                row.Flag(11) ? row.Long(12) : null);
            return 1L;
        }, cancel);
        foreach (var one in taken) CallsRead += one;
    }

    private UsageFacts Facts(CancellationToken cancel)
    {
        var names = new Dictionary<(int Kind, int Id), string>();
        foreach (var (kind, id, name) in store.AskPublished(Question.SignalNames, [], r => (r.Short(0), r.Int(1), r.Text(2)), cancel)) names[(kind, id)] = name;
        var became = store.AskPublished(
            Question.SignalFates, [from, until],
            r => (Key: Key.Of(r.Int(0), r.Flag(1)), Became: new UsageBecame((SpendFate)r.Short(2), r.Long(3), r.Long(4) == 0 ? null : Nano.Units(r.Long(5)))), cancel).ToLookup(r => r.Key, r => r.Became);
        var loops = store.AskPublished(
            Question.SignalLoops, [from, until, (long)LoopSession.LeastSame, (long)LoopSession.LeastRetries, (long)LoopSession.LeastNothingNew], Loop, cancel).ToLookup(l => l.Key, l => l.Session);
        LookedAt = 0;
        var subjects = new List<UsageSubject>();
        foreach (var key in entries.Keys.Union(loops.Select(l => l.Key)))
        {
            subjects.Add(Built(key, names) with
            {
                Became = [.. became[key].OrderBy(b => b.Fate)],
                Prompts = key.Person > 0 ? prompts.Of(key.Person, key.Autonomous) : PromptFacts.None,
                Loops = [.. loops[key]],
            });
        }

        return new()
        {
            From = from,
            Until = until,
            Subjects = [.. subjects.OrderBy(s => s.Subject.Kind).ThenBy(s => s.Subject.Id, StringComparer.Ordinal).ThenBy(s => s.Autonomous)],
        };
    }

    private UsageSubject Built(Key key, Dictionary<(int Kind, int Id), string> names)
    {
        if (!entries.TryGetValue(key, out var entry)) return new() { Subject = Subject(key, names), Autonomous = key.Autonomous };
        if (entry.Subject is { } known) return known;
        LookedAt++;
        return entry.Subject = entry.Events.Subject(Subject(key, names), key.Autonomous);
    }

    private static SignalSubject Subject(Key key, Dictionary<(int Kind, int Id), string> names)
    {
        if (key.Person > 0) return new(SubjectKind.Person, names[(0, key.Person)]);
        var (tool, repository, ticket) = (names[(1, key.Tool)], names[(2, key.Repository)], names[(3, key.Ticket)]);
        return new(SubjectKind.Job, $"{tool}{(repository.Length > 0 ? $" in {repository}" : "")}{(ticket.Length > 0 ? $" on {ticket}" : "")}");
    }

    private static (Key Key, LoopSession Session) Loop(AnswerRow row)
    {
        var calls = new SessionCalls(row.Text(5), row.Text(6), row.Time(7), row.Time(8), row.Int(9), row.Int(10), row.Int(11), row.Int(12), row.Int(13), row.Int(14));
        var key = row.Int(0) > 0 ? Key.Of(row.Int(0), row.Flag(1)) : new(0, row.Flag(1), row.Int(2), row.Int(3), row.Int(4));
        return (key, new(calls, row.Long(15) == 0 ? null : Nano.Units(row.Long(16))));
    }

    /// <summary>A person at work or by runs; where nobody is known a job by tool, repository and ticket.</summary>
    private readonly record struct Key(int Person, bool Autonomous, int Tool, int Repository, int Ticket)
    {
        public static Key Of(int person, bool autonomous) => new(person, autonomous, 0, 0, 0);
    }

    private sealed class Entry(SubjectEvents events)
    {
        public SubjectEvents Events => events;

        /// <summary>Null: calls came since it was worked out.</summary>
        public UsageSubject? Subject { get; set; }
    }
}
