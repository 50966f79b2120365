using Shiprank.Core.Delivery;

namespace Shiprank.Core.Signals.Delivery;

/// <summary>
/// Counts the lines of changes that their own author took out again within some days. Patches of one repository go in in order of time; a line is known
/// by its file and its keyed hash, the last that wrote it has it, and lines that a change moves are neither added nor taken out.
/// </summary>
public sealed class OwnRework(TimeSpan within, int leastAlnum, FileNumbers files, Func<string, FileTraits, bool> isExcluded)
{
    private readonly Dictionary<(int File, ulong Line), Written> alive = [];
    private readonly Queue<(DateTimeOffset At, (int File, ulong Line) Place)> oldest = [];
    private readonly Dictionary<string, (int Lines, int Own)> counts = new(StringComparer.Ordinal);

    /// <summary>Of a change: lines that it added, and those that its author took out again.</summary>
    public (int Lines, int Own) Of(string sha) => counts.GetValueOrDefault(sha);

    /// <param name="author">Null: a bot, whose lines are nobody's rework.</param>
    /// <param name="undoing">It takes another change out or puts one back: what it removes is no rework.</param>
    public void Take(CommitPatch patch, string? author, bool undoing, DateTimeOffset at)
    {
        while (oldest.TryPeek(out var first) && first.At < at - within)
        {
            oldest.Dequeue();
            if (alive.TryGetValue(first.Place, out var written) && written.At == first.At) alive.Remove(first.Place);
        }

        var (added, deleted) = Read(patch);
        foreach (var place in deleted)
        {
            if (!alive.Remove(place, out var written) || undoing || author is null || written.Author != author || written.Sha == patch.Sha) continue;
            var (lines, own) = counts[written.Sha];
            counts[written.Sha] = (lines, own + 1);
        }

        foreach (var place in added)
        {
            alive[place] = new(patch.Sha, author, at);
            oldest.Enqueue((at, place));
        }

        counts[patch.Sha] = (added.Count, counts.GetValueOrDefault(patch.Sha).Own);
    }

    private (List<(int File, ulong Line)> Added, List<(int File, ulong Line)> Deleted) Read(CommitPatch patch)
    {
        var (added, deleted) = (new List<(int File, ulong Line)>(), new List<(int File, ulong Line)>());
        foreach (var file in patch.Files)
        {
            if (file is { OldPath: { } from, NewPath: { } to } && from != to) files.Rename(from, to);
            var number = files.Of(file.NewPath ?? file.OldPath!);
            var (reads, writes) = (file.OldPath is { } old && !isExcluded(old, file.OldTraits), file.NewPath is { } path && !isExcluded(path, file.NewTraits));
            foreach (var hunk in file.Hunks)
            {
                if (reads) Add(deleted, number, file.Deleted(hunk));
                if (writes) Add(added, number, file.Added(hunk));
            }
        }

        DropMoved(added, deleted);
        return (added, deleted);
    }

    private void Add(List<(int File, ulong Line)> to, int file, ReadOnlySpan<LineText> lines)
    {
        foreach (var line in lines)
        {
            if (line.Alnum >= leastAlnum) to.Add((file, line.Value));
        }
    }

    private static void DropMoved(List<(int File, ulong Line)> added, List<(int File, ulong Line)> deleted)
    {
        if (added.Count == 0 || deleted.Count == 0) return;
        var left = deleted.GroupBy(d => d.Line).ToDictionary(g => g.Key, g => g.Count());
        var moved = new Dictionary<ulong, int>();
        added.RemoveAll(a =>
        {
            if (left.GetValueOrDefault(a.Line) == 0) return false;
            left[a.Line]--;
            moved[a.Line] = moved.GetValueOrDefault(a.Line) + 1;
            return true;
        });
        deleted.RemoveAll(d =>
        {
            if (moved.GetValueOrDefault(d.Line) == 0) return false;
            moved[d.Line]--;
            return true;
        });
    }

    private readonly record struct Written(string Sha, string? Author, DateTimeOffset At);
}
