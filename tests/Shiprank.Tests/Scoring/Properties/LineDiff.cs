using Shiprank.Core.Delivery;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>The zero-context diff of two made-up trees: a longest common subsequence a file, renames by the files' ids.</summary>
internal static class LineDiff
{
    public static CommitPatch Of(string sha, MemoryTree? before, MemoryTree after, Func<string, LineText> text)
    {
        var old = before?.Files ?? new Dictionary<string, MemoryFile>(StringComparer.Ordinal);
        var moved = old.Where(o => !after.Has(o.Key)).ToDictionary(o => o.Value.Id, o => o.Key);
        var patches = new List<FilePatch>();
        foreach (var (path, file) in after.Files)
        {
            if (old.TryGetValue(path, out var same) && ReferenceEquals(same, file)) continue;
            if (same is not null) Add(patches, path, path, same.Lines, file.Lines, text);
            else if (moved.Remove(file.Id, out var from)) Add(patches, from, path, old[from].Lines, file.Lines, text);
            else Add(patches, null, path, [], file.Lines, text);
        }

        foreach (var path in moved.Values) Add(patches, path, null, old[path].Lines, [], text);
        return new(sha, [.. patches.OrderBy(p => p.NewPath ?? p.OldPath, StringComparer.Ordinal)]);
    }

    private static void Add(List<FilePatch> patches, string? from, string? to, IReadOnlyList<string> before, IReadOnlyList<string> after, Func<string, LineText> text)
    {
        var hunks = new List<Hunk>();
        var lines = new List<LineText>();
        foreach (var (oldStart, oldEnd, newStart, newEnd) in Gaps(before, after))
        {
            var (oldCount, newCount) = (oldEnd - oldStart, newEnd - newStart);
            hunks.Add(new(oldCount == 0 ? oldStart : oldStart + 1, oldCount, newCount == 0 ? newStart : newStart + 1, newCount, lines.Count));
            lines.AddRange(before.Skip(oldStart).Take(oldCount).Select(text));
            lines.AddRange(after.Skip(newStart).Take(newCount).Select(text));
        }

        if (hunks.Count > 0 || from != to) patches.Add(new(from, to, FileTraits.None, FileTraits.None, hunks, [.. lines]));
    }

    /// <summary>What lies between the common lines: [old start, old end) became [new start, new end), counted from 0.</summary>
    private static IEnumerable<(int OldStart, int OldEnd, int NewStart, int NewEnd)> Gaps(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (o, n) = (0, 0);
        foreach (var (i, j) in ReferenceEquals(before, after) ? [] : Common(before, after).Append((before.Count, after.Count)))
        {
            if (i > o || j > n) yield return (o, i, n, j);
            (o, n) = (i + 1, j + 1);
        }
    }

    private static List<(int Old, int New)> Common(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var longest = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                longest[i, j] = before[i] == after[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < before.Count && j < after.Count;)
        {
            if (before[i] == after[j]) pairs.Add((i++, j++));
            else if (longest[i + 1, j] >= longest[i, j + 1]) i++;
            else j++;
        }

        return pairs;
    }
}
