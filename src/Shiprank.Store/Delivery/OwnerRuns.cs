namespace Shiprank.Store.Delivery;

/// <summary>
/// Owners of the lines of a file, packed. Ids mostly follow each other, with trivial lines (negative) between them: runs of either kind,
/// each by its difference to what would follow the last run of its kind.
/// </summary>
internal static class OwnerRuns
{
    public static void Write(PackWriter to, int[] owners)
    {
        to.Count(owners.Length);
        long nextId = 0, lastTrivial = 0;
        for (var at = 0; at < owners.Length;)
        {
            var first = owners[at];
            var end = at + 1;
            if (first >= 0)
            {
                while (end < owners.Length && owners[end] == first + (end - at)) end++;
                to.Number(((ulong)(end - at) << 1) | 1);
                to.Signed(first - nextId);
                nextId = (long)first + (end - at);
            }
            else
            {
                while (end < owners.Length && owners[end] == first) end++;
                to.Number((ulong)(end - at) << 1);
                to.Signed(first - lastTrivial);
                lastTrivial = first;
            }

            at = end;
        }
    }

    public static int[] Read(ref PackReader from)
    {
        var owners = new int[from.Count()];
        long nextId = 0, lastTrivial = 0;
        for (var at = 0; at < owners.Length;)
        {
            var head = from.Number();
            if (head >> 1 is var many && (many == 0 || many > (ulong)(owners.Length - at))) throw new InvalidDataException("stored owners of lines reach over the end of their file");
            var run = owners.AsSpan(at, (int)many);
            if ((head & 1) != 0)
            {
                var id = checked((int)(nextId + from.Signed()));
                for (var i = 0; i < run.Length; i++) run[i] = id + i;
                nextId = (long)id + run.Length;
            }
            else
            {
                lastTrivial += from.Signed();
                run.Fill(checked((int)lastTrivial));
            }

            at += run.Length;
        }

        return owners;
    }
}
