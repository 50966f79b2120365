using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Shiprank.Sources.Logs;

/// <summary>
/// Streams the lines of one file after another through one pooled buffer, which grows for long lines and is given back when large.
/// The byte order mark and the line ends (LF, CRLF) are no part of a line.
/// </summary>
internal sealed class LineReader : IDisposable
{
    private const int Usual = 256 << 10;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(Usual);
    private SafeFileHandle? file;
    private int start;
    private int end;
    private int searched;
    private bool ended;

    /// <summary>Bytes taken from the file so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>1-based number of the line that <see cref="Next"/> gave last.</summary>
    public long Number { get; private set; }

    /// <summary>False for a last line without its line end: the writer may still be at it.</summary>
    public bool Terminated { get; private set; }

    /// <exception cref="IOException">The file can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public void Open(string path)
    {
        Close();
        file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        (start, end, searched, ended, Bytes, Number, Terminated) = (0, 0, 0, false, 0, 0, false);
        Fill();
        if (buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8)) searched = start += 3;
    }

    /// <summary>The next line; valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                at += searched;
                line = WithoutReturn(buffer.AsSpan(start, at - start));
                searched = start = at + 1;
                Number++;
                Terminated = true;
                return true;
            }

            searched = end;
            if (!ended)
            {
                Fill();
                continue;
            }

            line = WithoutReturn(buffer.AsSpan(start, end - start));
            var any = end > start;
            start = searched = end;
            Terminated = false;
            if (any) Number++;
            return any;
        }
    }

    public void Close()
    {
        file?.Dispose();
        file = null;
        if (buffer.Length > 4 * Usual) Replace(Usual, 0);
    }

    public void Dispose()
    {
        file?.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line.EndsWith((byte)'\r') ? line[..^1] : line;

    private void Fill()
    {
        var kept = end - start;
        if (kept == buffer.Length) Replace(checked(buffer.Length * 2), kept);
        else if (start > 0 && kept > 0) buffer.AsSpan(start, kept).CopyTo(buffer);
        searched -= start;
        (start, end) = (0, kept);
        var read = RandomAccess.Read(file!, buffer.AsSpan(end), Bytes);
        Bytes += read;
        end += read;
        ended = read == 0;
    }

    private void Replace(int size, int kept)
    {
        var next = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(start, kept).CopyTo(next);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = next;
    }
}
