using System.Text;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>A deleted line of a change: where it stood (<paramref name="Slot"/> is its index in the old file) and which line it was (an id, or ~change for a trivial line).</summary>
internal readonly record struct DeletedLine(int File, int Slot, int LineId, LineText Text);

/// <summary>An added line of a change: where it goes. <paramref name="Slot"/> is its index in the new file, <paramref name="Number"/> the same from 1.</summary>
internal readonly record struct AddedLine(int File, int Slot, LineText Text)
{
    public int Number => Slot + 1;
}

/// <summary>Order of paths by their UTF-8 bytes.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var plain = string.CompareOrdinal(x, y);
        if (plain == 0 || x is null || y is null || (Ascii.IsValid(x) && Ascii.IsValid(y))) return plain;
        return Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
    }
}

/// <summary>
/// Pairs added and deleted lines of the same text within one change, k-th with k-th in (path bytewise, line) order
/// (normalised-deployments.md, section 2, rule 3).
/// </summary>
internal static class MovePairs
{
    /// <summary>For each added line the index of its deleted twin, −1 when it has none. Both lists are in (path, line) order.</summary>
    public static int[] Find(List<AddedLine> added, List<DeletedLine> deleted, Func<int, LineText, bool> takesPart)
    {
        var twins = new int[added.Count];
        Array.Fill(twins, -1);
        if (added.Count == 0 || deleted.Count == 0) return twins;
        var first = new Dictionary<ulong, int>(deleted.Count);
        var next = new int[deleted.Count];
        for (var i = deleted.Count - 1; i >= 0; i--)
        {
            if (!takesPart(deleted[i].File, deleted[i].Text)) continue;
            next[i] = first.TryGetValue(deleted[i].Text.Value, out var later) ? later : -1;
            first[deleted[i].Text.Value] = i;
        }

        for (var i = 0; i < added.Count; i++)
        {
            if (!takesPart(added[i].File, added[i].Text) || !first.TryGetValue(added[i].Text.Value, out var twin)) continue;
            twins[i] = twin;
            if (next[twin] >= 0) first[added[i].Text.Value] = next[twin];
            else first.Remove(added[i].Text.Value);
        }

        return twins;
    }
}
