namespace Shiprank.Sources.Edits;

/// <summary>
/// Empties the long texts of a JSON line that nobody asks for (the whole file before an edit, what a command printed), so that parsing passes them by: a parser
/// goes through a text with escapes byte by byte, while its end is found by its quote. What is emptied is not checked.
/// </summary>
internal sealed class LongTexts
{
    private const int Short = 1024;
    private readonly LineBuffer buffer = new();

    /// <param name="line">Valid until the next call is the result, which may be the line itself.</param>
    /// <param name="wanted">Whether the texts below a property are asked for, by its name.</param>
    public ReadOnlySpan<byte> Empty(ReadOnlySpan<byte> line, Func<ReadOnlySpan<byte>, bool> wanted)
    {
        buffer.Clear();
        ReadOnlySpan<byte> name = default;
        var copied = 0;
        for (var at = 0; line[at..].IndexOf((byte)'"') is >= 0 and var found;)
        {
            var open = at + found;
            if (End(line, open + 1) is not (>= 0 and var close)) break;
            at = close + 1;
            if (line[at..].TrimStart(" \t"u8) is [(byte)':', ..])
            {
                name = line[(open + 1)..close];
            }
            else if (close - open > Short && !wanted(name))
            {
                buffer.Append(line[copied..(open + 1)]);
                copied = close;
            }
        }

        return copied == 0 ? line : buffer.EndWith(line[copied..]);
    }

    /// <summary>The quote that ends a text; -1 when none does.</summary>
    private static int End(ReadOnlySpan<byte> line, int start)
    {
        for (var at = start; line[at..].IndexOf((byte)'"') is >= 0 and var found; at += found + 1)
        {
            var escapes = 0;
            while (at + found - escapes > start && line[at + found - escapes - 1] == '\\') escapes++;
            if (escapes % 2 == 0) return at + found;
        }

        return -1;
    }
}
