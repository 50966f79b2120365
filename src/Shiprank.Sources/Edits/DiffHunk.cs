using System.Buffers.Text;

namespace Shiprank.Sources.Edits;

/// <summary>
/// Tells the added lines of a unified diff: inside a hunk, as long as its header counts. So a header such as <c>+++ b/file</c> is none, and an added
/// line <c>++ x</c> is one. A header without counts (<c>@@</c> alone) reaches to the next.
/// </summary>
internal struct DiffHunk
{
    private int old;
    private int added;
    private bool open;

    public bool Adds(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("@@"u8))
        {
            open = !Counts(line);
            return false;
        }

        var sign = line.IsEmpty ? (byte)' ' : line[0];
        if (open) return sign == '+';
        if (old <= 0 && added <= 0) return false;
        if (sign is not ((byte)'+' or (byte)'\\')) old--;
        if (sign is not ((byte)'-' or (byte)'\\')) added--;
        return sign == '+';
    }

    /// <summary><c>@@ -START[,COUNT] +START[,COUNT] @@</c>; a count left out is 1.</summary>
    private bool Counts(ReadOnlySpan<byte> header)
    {
        var (minus, plus) = (header.IndexOf(" -"u8), header.IndexOf(" +"u8));
        (old, added) = (0, 0);
        return minus >= 0 && plus > minus && Count(header[(minus + 2)..], out old) && Count(header[(plus + 2)..], out added);
    }

    private static bool Count(ReadOnlySpan<byte> range, out int count)
    {
        count = 1;
        if (!Utf8Parser.TryParse(range, out int _, out var used)) return false;
        range = range[used..];
        return range.IsEmpty || range[0] != ',' || Utf8Parser.TryParse(range[1..], out count, out _);
    }
}
