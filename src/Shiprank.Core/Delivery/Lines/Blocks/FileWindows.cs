namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>
/// The stretches of a file that a change of some of its lines breaks up or makes: those that touch these lines. Lines that don't count
/// by their text lie between others without parting them; a line whose birth was not seen parts them.
/// </summary>
internal sealed class FileWindows(WindowHash hash, LineTexts texts)
{
    private readonly List<ulong> stretch = [];

    /// <summary>Adds the hashes of the stretches around the ranges of slots.</summary>
    /// <param name="ids">The file.</param>
    /// <param name="ranges">Ascending; an empty range is the place between two lines.</param>
    /// <param name="into">What lies wholly between two ranges may be in it as well: for a file as it was and as it is the same.</param>
    public void Around(int[] ids, List<(int From, int To)> ranges, List<ulong> into)
    {
        for (var i = 0; i < ranges.Count; i++)
        {
            var (from, to) = (Back(ids, ranges[i].From), Ahead(ids, ranges[i].To));
            while (i + 1 < ranges.Count && Back(ids, ranges[i + 1].From) <= to) to = Ahead(ids, ranges[++i].To);
            Take(ids, from, to, into);
        }
    }

    public void Whole(int[] ids, List<ulong> into) => Take(ids, 0, ids.Length, into);

    private void Take(int[] ids, int from, int to, List<ulong> into)
    {
        stretch.Clear();
        for (var slot = from; slot < to; slot++)
        {
            if (ids[slot] >= 0) stretch.Add(texts[ids[slot]]);
            if (ids[slot] != FileLines.Unknown) continue;
            hash.Of(stretch, into);
            stretch.Clear();
        }

        hash.Of(stretch, into);
    }

    private int Back(int[] ids, int from)
    {
        var (at, left) = (Math.Min(from, ids.Length), hash.Lines - 1);
        while (left > 0 && at > 0 && ids[at - 1] != FileLines.Unknown)
        {
            if (ids[--at] >= 0) left--;
        }

        return at;
    }

    private int Ahead(int[] ids, int to)
    {
        var (at, left) = (Math.Min(to, ids.Length), hash.Lines - 1);
        while (left > 0 && at < ids.Length && ids[at] != FileLines.Unknown)
        {
            if (ids[at++] >= 0) left--;
        }

        return at;
    }
}
