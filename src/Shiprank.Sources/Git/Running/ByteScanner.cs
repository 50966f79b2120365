using System.Buffers;

namespace Shiprank.Sources.Git.Running;

/// <summary>
/// Delimited pieces of a byte stream over one pooled buffer that grows to the longest piece. A span that is handed out is valid until the next call.
/// </summary>
/// <remarks>A piece of more than <see cref="Longest"/> is an <see cref="InvalidDataException"/>: no path and no message needs so much.</remarks>
internal sealed class ByteScanner(Stream stream, int size = 1 << 20) : IDisposable
{
    public const int Longest = 1 << 28;

    private readonly int size = size;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
    private int start;
    private int last;
    private int end;
    private bool ended;

    /// <summary>The bytes up to <paramref name="delimiter"/>, without it; at the end of the stream what is left, if anything is.</summary>
    public bool TryRead(byte delimiter, out ReadOnlySpan<byte> piece)
    {
        for (var scanned = 0; ;)
        {
            var at = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf(delimiter);
            if (at >= 0)
            {
                piece = buffer.AsSpan(start, scanned + at);
                last = start;
                start += scanned + at + 1;
                return true;
            }

            scanned = end - start;
            if (Fill()) continue;
            piece = buffer.AsSpan(start, scanned);
            last = start;
            start = end;
            return scanned > 0;
        }
    }

    /// <summary>The next line without its LF.</summary>
    public bool TryReadLine(out ReadOnlySpan<byte> line) => TryRead((byte)'\n', out line);

    /// <summary>
    /// As <see cref="TryReadLine(out ReadOnlySpan{byte})"/>, but of a line longer than the buffer only a part: the next call goes on with it until
    /// <paramref name="whole"/> says that it ended.
    /// </summary>
    public bool TryReadLine(out ReadOnlySpan<byte> part, out bool whole)
    {
        for (var scanned = 0; ;)
        {
            var at = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf((byte)'\n');
            whole = at >= 0;
            scanned += whole ? at : end - start - scanned;
            if (!whole && scanned < size && Fill()) continue;
            part = buffer.AsSpan(start, scanned);
            last = start;
            start += whole ? scanned + 1 : scanned;
            if (whole || scanned >= size) return true;
            whole = true;
            return scanned > 0;
        }
    }

    /// <summary>Gives the piece just read back, to be read again.</summary>
    public void Unread() => start = last;

    public bool TryPeek(out byte next)
    {
        next = 0;
        if (start == end && !Fill()) return false;
        next = buffer[start];
        return true;
    }

    /// <summary>The next <paramref name="count"/> bytes; false when the stream holds fewer.</summary>
    public bool TryTake(int count, out ReadOnlySpan<byte> piece)
    {
        piece = default;
        while (end - start < count)
        {
            if (!Fill()) return false;
        }

        piece = buffer.AsSpan(start, count);
        last = start;
        start += count;
        return true;
    }

    /// <summary>Leaves bytes out; false when the stream holds fewer.</summary>
    public bool TrySkip(long count)
    {
        while (count > end - start)
        {
            count -= end - start;
            start = end;
            if (!Fill()) return false;
        }

        start += (int)count;
        return true;
    }

    public void Dispose()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        start = end = 0;
        ended = true;
    }

    private bool Fill()
    {
        if (ended) return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= Longest) throw new InvalidDataException($"git printed a name or a message of more than {Longest >> 20} MB");
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        ended = read == 0;
        return !ended;
    }
}
