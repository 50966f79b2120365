namespace Shiprank.Engine.Settings;

/// <param name="Sign"><c>+</c> new, <c>-</c> gone, a blank: as before, <c>…</c>: lines that are left out.</param>
/// <param name="Number">In the text that it stands in, from 1; of a line as before, in the new text.</param>
public readonly record struct DiffLine(char Sign, int Number, string Text);

/// <summary>What differs between two texts, line by line, with a little around it.</summary>
public static class LineDiff
{
    /// <summary>Texts that differ in more lines than this are shown as one gone and one new.</summary>
    private const int Most = 2000;

    public static IReadOnlyList<DiffLine> Of(string before, string after, int around = 2)
    {
        var (a, b) = (Lines(before), Lines(after));
        var start = 0;
        while (start < a.Count && start < b.Count && a[start] == b[start]) start++;
        var end = 0;
        while (end < a.Count - start && end < b.Count - start && a[^(end + 1)] == b[^(end + 1)]) end++;
        List<DiffLine> lines = [.. b.Take(start).Select((t, i) => new DiffLine(' ', i + 1, t))];
        lines.AddRange(Middle(a, b, start, a.Count - end, b.Count - end));
        for (var i = b.Count - end; i < b.Count; i++) lines.Add(new(' ', i + 1, b[i]));
        return Shortened(lines, around);
    }

    private static List<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static IEnumerable<DiffLine> Middle(List<string> a, List<string> b, int start, int aEnd, int bEnd)
    {
        var (n, m) = (aEnd - start, bEnd - start);
        var longest = n <= Most && m <= Most ? new int[n + 1, m + 1] : null;
        if (longest is not null)
        {
            for (var i = n - 1; i >= 0; i--)
            {
                for (var j = m - 1; j >= 0; j--) longest[i, j] = a[start + i] == b[start + j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var (x, y) = (0, 0);
        while (x < n || y < m)
        {
            if (longest is not null && x < n && y < m && a[start + x] == b[start + y])
            {
                yield return new(' ', start + ++y, b[start + y - 1]);
                x++;
            }
            else if (x < n && (y == m || longest is null || longest[x + 1, y] >= longest[x, y + 1])) yield return new('-', start + ++x, a[start + x - 1]);
            else yield return new('+', start + ++y, b[start + y - 1]);
        }
    }

    private static List<DiffLine> Shortened(List<DiffLine> lines, int around)
    {
        List<DiffLine> shown = [];
        var near = lines.Select((l, i) => (l, i)).Where(p => p.l.Sign != ' ').SelectMany(p => Enumerable.Range(p.i - around, 2 * around + 1)).ToHashSet();
        for (var i = 0; i < lines.Count; i++)
        {
            if (near.Contains(i)) shown.Add(lines[i]);
            else if (near.Count > 0 && (shown.Count == 0 || shown[^1].Sign != '…')) shown.Add(new('…', 0, ""));
        }

        return shown;
    }
}
