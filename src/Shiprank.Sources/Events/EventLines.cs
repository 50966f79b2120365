using System.Buffers;

namespace Shiprank.Sources.Events;

/// <summary>
/// Lines of a stream without their LF, in one growing buffer; a byte order mark at the start is dropped. A line over
/// <paramref name="longest"/> bytes is passed over in constant memory.
/// </summary>
internal sealed class EventLines(Stream stream, int longest = EventLines.Longest) : IDisposable
{
    public const int Longest = 16 * 1024 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int start;
    private int end;
    private bool ended;

    /// <summary>Number of the current line, 1-based.</summary>
    public long Number { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Valid until the next call of <see cref="Next"/>.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    public bool TooLong { get; private set; }

    public bool Next()
    {
        TooLong = false;
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0) return Take(searched + found, 1);
            if (ended) return (TooLong || end > start) && Take(end - start, 0);
            searched = end - start;
            if (searched > longest)
            {
                TooLong = true;
                start = end;
                searched = 0;
            }

            Fill();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private bool Take(int length, int terminator)
    {
        TooLong |= length > longest;
        Current = buffer.AsMemory(start, length);
        start += length + terminator;
        Number++;
        if (Number == 1 && Current.Span.StartsWith("\uFEFF"u8)) Current = Current[3..];
        return true;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        ended = read == 0;
        end += read;
        Bytes += read;
    }
}
