namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>Finds lines of a change that stand together in their file: nothing but lines that don't count by their text lies between them.</summary>
internal static class BlockRuns
{
    /// <summary>Runs of at least so many lines, as (first, count) of the list.</summary>
    /// <param name="count">How many lines the list has, in (path, line) order.</param>
    /// <param name="at">File and slot of a line of the list.</param>
    /// <param name="fileOf">The lines of a file of the patch.</param>
    public static IEnumerable<(int First, int Count)> Of(int count, Func<int, (int File, int Slot)> at, Func<int, int[]> fileOf, int least)
    {
        for (var first = 0; first < count;)
        {
            var (file, slot) = at(first);
            var ids = fileOf(file);
            var end = first + 1;
            for (; end < count; end++)
            {
                var (nextFile, nextSlot) = at(end);
                if (nextFile != file || !Together(ids, slot, nextSlot)) break;
                slot = nextSlot;
            }

            if (end - first >= least) yield return (first, end - first);
            first = end;
        }
    }

    private static bool Together(int[] ids, int slot, int next)
    {
        for (var between = slot + 1; between < next; between++)
        {
            if (between >= ids.Length || ids[between] >= 0 || ids[between] == FileLines.Unknown) return false;
        }

        return true;
    }
}
