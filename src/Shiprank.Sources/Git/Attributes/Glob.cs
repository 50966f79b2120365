namespace Shiprank.Sources.Git.Attributes;

/// <summary>git's wildcards over bytes: <c>*</c>, <c>?</c>, <c>[…]</c>, <c>\</c>, and in whole paths <c>**</c> between slashes.</summary>
internal static class Glob
{
    /// <param name="wholePath">A slash is matched by a slash and by <c>**</c> only.</param>
    public static bool Matches(ReadOnlySpan<byte> glob, ReadOnlySpan<byte> text, bool wholePath)
    {
        for (var p = 0; p < glob.Length; p++)
        {
            if (glob[p] == (byte)'*') return Star(glob, p, text, wholePath);
            if (text.Length == 0) return false;
            var at = text[0];
            switch (glob[p])
            {
                case (byte)'?':
                    if (wholePath && at == (byte)'/') return false;
                    break;
                case (byte)'[':
                    if (!ByteClass.TryMatch(glob, ref p, at, out var inside) || !inside || (wholePath && at == (byte)'/')) return false;
                    break;
                case (byte)'\\':
                    if (++p == glob.Length || glob[p] != at) return false;
                    break;
                default:
                    if (glob[p] != at) return false;
                    break;
            }

            text = text[1..];
        }

        return text.Length == 0;
    }

    private static bool Star(ReadOnlySpan<byte> glob, int star, ReadOnlySpan<byte> text, bool wholePath)
    {
        var after = star + 1;
        while (after < glob.Length && glob[after] == (byte)'*') after++;
        var crosses = !wholePath;
        if (wholePath && after - star > 1)
        {
            // "**" crosses slashes only where it stands alone between them.
            var alone = (star == 0 || glob[star - 1] == (byte)'/')
                && (after == glob.Length || glob[after] == (byte)'/' || (after + 1 < glob.Length && glob[after] == (byte)'\\' && glob[after + 1] == (byte)'/'));
            crosses = alone;
            // "**/" may stand for nothing.
            if (alone && after < glob.Length && glob[after] == (byte)'/' && Matches(glob[(after + 1)..], text, wholePath)) return true;
        }

        var rest = glob[after..];
        if (rest.Length == 0) return crosses || !text.Contains((byte)'/');
        for (; ; text = text[1..])
        {
            if (Matches(rest, text, wholePath)) return true;
            if (text.Length == 0 || (!crosses && text[0] == (byte)'/')) return false;
        }
    }
}
