namespace Shiprank.Sources.Edits;

/// <summary>Where a line is put together that does not stand in one piece in its log. Reused from line to line.</summary>
internal sealed class LineBuffer
{
    private const int Usual = 4096;
    private byte[] bytes = new byte[Usual];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;

        // One giant line is no reason to hold its room for the rest of the home.
        if (bytes.Length > 256 * Usual) bytes = new byte[Usual];
    }

    public void Append(ReadOnlySpan<byte> part)
    {
        if (part.Length > bytes.Length - Count) Array.Resize(ref bytes, Math.Max(checked(bytes.Length * 2), Count + part.Length));
        part.CopyTo(bytes.AsSpan(Count));
        Count += part.Length;
    }

    /// <summary>What was written and then <paramref name="last"/>; without a copy when nothing was written.</summary>
    public ReadOnlySpan<byte> EndWith(ReadOnlySpan<byte> last)
    {
        if (Count == 0) return last;
        Append(last);
        return Written;
    }
}
