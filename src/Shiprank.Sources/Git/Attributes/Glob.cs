namespace Shiprank.Sources.Git.Attributes;

/// <summary>
/// git's wildcards over bytes: <c>*</c>, <c>?</c>, <c>[…]</c>, <c>\</c>, and in whole paths <c>**</c> between slashes. Takes time in proportion to
/// pattern × text: what a wildcard could not do from one place it can't do from a later one before the same end.
/// </summary>
internal readonly ref struct Glob
{
    private readonly ReadOnlySpan<byte> glob;
    private readonly ReadOnlySpan<byte> text;
    private readonly bool wholePath;

    /// <summary>(position of a wildcard, where it must end at the latest) → the first place in the text from which it failed.</summary>
    private readonly Dictionary<(int Star, int End), int> failed = [];

    private Glob(ReadOnlySpan<byte> glob, ReadOnlySpan<byte> text, bool wholePath)
    {
        this.glob = glob;
        this.text = text;
        this.wholePath = wholePath;
    }

    /// <param name="wholePath">A slash is matched by a slash and by <c>**</c> only.</param>
    public static bool Matches(ReadOnlySpan<byte> glob, ReadOnlySpan<byte> text, bool wholePath)
    {
        var star = glob.IndexOfAny("*?[\\"u8);
        return star < 0 ? glob.SequenceEqual(text) : new Glob(glob, text, wholePath).Matches(0, 0);
    }

    private bool Matches(int p, int t)
    {
        for (; p < glob.Length; p++, t++)
        {
            if (glob[p] == (byte)'*') return Star(p, t);
            if (t == text.Length) return false;
            switch (glob[p])
            {
                case (byte)'?':
                    if (wholePath && text[t] == (byte)'/') return false;
                    break;
                case (byte)'[':
                    if (!ByteClass.TryMatch(glob, ref p, text[t], out var inside) || !inside || (wholePath && text[t] == (byte)'/')) return false;
                    break;
                case (byte)'\\':
                    if (++p == glob.Length || glob[p] != text[t]) return false;
                    break;
                default:
                    if (glob[p] != text[t]) return false;
                    break;
            }
        }

        return t == text.Length;
    }

    private bool Star(int star, int t)
    {
        var after = star + 1;
        while (after < glob.Length && glob[after] == (byte)'*') after++;
        var crosses = !wholePath;
        if (wholePath && after - star > 1)
        {
            // "**" crosses slashes only where it stands alone between them.
            crosses = (star == 0 || glob[star - 1] == (byte)'/')
                && (after == glob.Length || glob[after] == (byte)'/' || (after + 1 < glob.Length && glob[after] == (byte)'\\' && glob[after + 1] == (byte)'/'));
        }

        var end = crosses ? text.Length : text[t..].IndexOf((byte)'/') is var slash && slash >= 0 ? t + slash : text.Length;
        if (after == glob.Length) return end == text.Length;
        if (failed.TryGetValue((star, end), out var from) && t >= from) return false;
        // "**/" may stand for nothing.
        if (wholePath && crosses && glob[after] == (byte)'/' && Matches(after + 1, t)) return true;
        for (var i = t; i <= end; i++)
        {
            if (Matches(after, i)) return true;
        }

        failed[(star, end)] = t;
        return false;
    }
}
