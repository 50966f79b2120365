namespace Shiprank.Core.Delivery.Lines;

/// <summary>
/// The lines of one file as owners: an id of the line table, <c>~change</c> for a trivial line, <see cref="Unknown"/> for a line whose
/// birth was not seen (a file that was binary, or a part of history that is missing).
/// </summary>
internal static class FileLines
{
    public const int Unknown = int.MinValue;

    /// <summary>The file with the hunks applied; slots of added lines hold <paramref name="added"/>. Lines that should be there and are not count as unknown.</summary>
    public static int[] Apply(int[] old, FilePatch patch, int added)
    {
        var length = old.Length;
        var end = 0;
        foreach (var hunk in patch.Hunks)
        {
            length += hunk.NewCount - hunk.OldCount;
            end = Math.Max(end, hunk.OldCount == 0 ? hunk.OldStart : hunk.OldStart + hunk.OldCount - 1);
        }

        if (end > old.Length)
        {
            length += end - old.Length;
            old = Padded(old, end);
        }

        var fresh = new int[length];
        var (from, to) = (0, 0);
        foreach (var hunk in patch.Hunks)
        {
            var start = Start(hunk);
            var keep = start - from;
            Array.Copy(old, from, fresh, to, keep);
            to += keep;
            Array.Fill(fresh, added, to, hunk.NewCount);
            to += hunk.NewCount;
            from = start + hunk.OldCount;
        }

        Array.Copy(old, from, fresh, to, old.Length - from);
        return fresh;
    }

    /// <summary>Index of the first old line that the hunk takes out, or before which it adds.</summary>
    public static int Start(in Hunk hunk) => hunk.OldCount == 0 ? hunk.OldStart : hunk.OldStart - 1;

    public static int At(int[] lines, int index) => index < lines.Length ? lines[index] : Unknown;

    private static int[] Padded(int[] lines, int length)
    {
        var padded = new int[length];
        lines.CopyTo(padded, 0);
        Array.Fill(padded, Unknown, lines.Length, length - lines.Length);
        return padded;
    }
}
