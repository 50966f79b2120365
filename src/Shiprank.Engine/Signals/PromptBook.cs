using System.Runtime.InteropServices;
using Shiprank.Core.Signals.Usage;
using Shiprank.Core.Usage.Marks;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>Marks of the window's prompts in memory, and the groups of near-duplicates of whoever has new ones.</summary>
internal sealed class PromptBook(IStore store)
{
    private readonly Dictionary<(int Person, bool Autonomous), List<PromptMark>> marks = [];
    private readonly Dictionary<(int Person, bool Autonomous), PromptFacts> told = [];
    private long number = -1;

    public void Clear()
    {
        marks.Clear();
        told.Clear();
        number = -1;
    }

    /// <param name="last">Number of the last mark that is looked at.</param>
    public void Read(DateOnly from, DateOnly until, long last, CancellationToken cancel)
    {
        if (number >= 0 && !AsMany(from, until, cancel)) Clear();
        if (last <= number) return;
        foreach (var (at, key, mark) in store.Stream(Question.SignalPrompts, [from, until, number], Mark, cancel))
        {
            if (at > last) continue;
            (CollectionsMarshal.GetValueRefOrAddDefault(marks, key, out _) ??= []).Add(mark);
            told.Remove(key);
        }

        number = last;
    }

    public PromptFacts Of(int person, bool autonomous)
    {
        var key = (person, autonomous);
        if (told.TryGetValue(key, out var known)) return known;
        return told[key] = marks.TryGetValue(key, out var all) ? PromptFacts.Of(all) : PromptFacts.None;
    }

    /// <summary>Whether what was read is still there: a person who is forgotten takes their marks along.</summary>
    private bool AsMany(DateOnly from, DateOnly until, CancellationToken cancel)
    {
        var counts = store.AskPublished(Question.SignalPromptCounts, [from, until, number], r => (Person: r.Int(0), Prompts: r.Long(1)), cancel).ToDictionary(c => c.Person, c => c.Prompts);
        var mine = marks.GroupBy(m => m.Key.Person).ToDictionary(g => g.Key, g => (long)g.Sum(m => m.Value.Count));
        return counts.Count == mine.Count && counts.All(c => mine.GetValueOrDefault(c.Key) == c.Value);
    }

    private static (long Number, (int Person, bool Autonomous) Key, PromptMark Mark) Mark(AnswerRow row)
    {
        var bands = MemoryMarshal.Cast<byte, uint>(row.Bytes(5)).ToArray();
        return (row.Long(0), (row.Int(1), row.Flag(2)), new("", "", row.Time(3), row.Int(4), bands));
    }
}
