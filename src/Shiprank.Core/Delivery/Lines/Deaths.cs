namespace Shiprank.Core.Delivery.Lines;

/// <summary>Lines that died lately, by path and text: the candidates for a restore (normalised-deployments.md, section 2, rule 4).</summary>
internal sealed class Deaths(TimeSpan keep)
{
    private const int SweepStep = 200_000;
    private readonly Dictionary<string, Dictionary<ulong, List<Death>>> byPath = new(StringComparer.Ordinal);
    private int held;
    private int sweepAt = SweepStep;

    /// <param name="LineId">The line that died.</param>
    /// <param name="Order">Place among the deaths of its change.</param>
    /// <param name="Deletion">Index of its deletion entry, −1 when the deletion can't count.</param>
    public readonly record struct Death(int LineId, int Change, DateTimeOffset At, int Order, int Deletion);

    public void Add(string path, ulong text, Death death)
    {
        if (!byPath.TryGetValue(path, out var texts)) byPath[path] = texts = [];
        if (!texts.TryGetValue(text, out var list)) texts[text] = list = new(1);
        list.Add(death);
        held++;
    }

    /// <summary>A rename takes the deaths of its path along.</summary>
    public void Rename(IReadOnlyList<(string Old, string New)> renames)
    {
        var moving = new List<(string New, Dictionary<ulong, List<Death>> Texts)>();
        foreach (var (old, @new) in renames)
        {
            if (byPath.Remove(old, out var texts)) moving.Add((@new, texts));
        }

        foreach (var (path, texts) in moving)
        {
            if (!byPath.TryAdd(path, texts)) Merge(byPath[path], texts);
        }
    }

    public bool HasPath(string path) => byPath.ContainsKey(path);

    /// <summary>Takes the latest death of the text in the path that <paramref name="canRestore"/> allows; of one change the first in line order.</summary>
    public bool TryTake(string path, ulong text, DateTimeOffset at, Func<Death, bool> canRestore, out Death death)
    {
        death = default;
        if (!byPath.TryGetValue(path, out var texts) || !texts.TryGetValue(text, out var list)) return false;
        var best = -1;
        for (var i = 0; i < list.Count; i++)
        {
            var it = list[i];
            if (at - it.At > keep || !canRestore(it)) continue;
            if (best < 0 || it.Change > list[best].Change || (it.Change == list[best].Change && it.Order < list[best].Order)) best = i;
        }

        if (best < 0) return false;
        death = list[best];
        list.RemoveAt(best);
        held--;
        if (list.Count == 0) texts.Remove(text);
        return true;
    }

    /// <summary>Forgets what is too old to come back, now and then.</summary>
    public void Sweep(DateTimeOffset now)
    {
        if (held < sweepAt) return;
        foreach (var (path, texts) in byPath)
        {
            foreach (var (text, list) in texts)
            {
                held -= list.RemoveAll(d => now - d.At > keep);
                if (list.Count == 0) texts.Remove(text);
            }

            if (texts.Count == 0) byPath.Remove(path);
        }

        sweepAt = held + SweepStep;
    }

    private static void Merge(Dictionary<ulong, List<Death>> into, Dictionary<ulong, List<Death>> from)
    {
        foreach (var (text, list) in from)
        {
            if (!into.TryAdd(text, list)) into[text].AddRange(list);
        }
    }
}
