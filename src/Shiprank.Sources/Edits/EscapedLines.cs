using System.Buffers.Text;
using System.Text;

namespace Shiprank.Sources.Edits;

/// <summary>
/// The lines of a text as it stands escaped in JSON, one by one, without ever making the text itself. A line end at the end of the text begins no
/// further line, as in git. Half of a surrogate pair is U+FFFD, which is what reaches a file; blanks at the start of a line may be left out, for
/// <see cref="Core.Delivery.TextHasher.Line"/> does not see them.
/// </summary>
/// <param name="text">A JSON string's bytes between its quotes, of valid JSON.</param>
internal ref struct EscapedLines(ReadOnlySpan<byte> text, LineBuffer buffer)
{
    private ReadOnlySpan<byte> rest = text;

    /// <summary>The next line, without its LF; valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        buffer.Clear();
        line = default;
        if (rest.IsEmpty) return false;
        while (true)
        {
            var at = rest.IndexOf((byte)'\\');
            if (at < 0 || at + 1 == rest.Length)
            {
                line = buffer.EndWith(rest);
                rest = default;
                return true;
            }

            if (rest[at + 1] == 'n')
            {
                line = buffer.EndWith(rest[..at]);
                rest = rest[(at + 2)..];
                return true;
            }

            if (at == 0 && buffer.Count == 0 && rest[1] is (byte)'t' or (byte)'r')
            {
                rest = rest[2..];
                continue;
            }

            buffer.Append(rest[..at]);
            rest = rest[at..];
            if (!Unescape()) continue;
            line = buffer.Written;
            return true;
        }
    }

    /// <summary>Writes the escaped character that the rest begins with; true when it is a line end.</summary>
    private bool Unescape()
    {
        if (rest[1] == 'u')
        {
            var unit = Unit(rest);
            rest = rest[Math.Min(6, rest.Length)..];
            if (char.IsHighSurrogate((char)unit) && rest.StartsWith("\\u"u8) && Unit(rest) is var low && char.IsLowSurrogate((char)low))
            {
                rest = rest[6..];
                unit = char.ConvertToUtf32((char)unit, (char)low);
            }

            if (unit == '\n') return true;
            Span<byte> utf8 = stackalloc byte[4];
            var rune = Rune.IsValid(unit) ? new Rune(unit) : Rune.ReplacementChar;
            buffer.Append(utf8[..rune.EncodeToUtf8(utf8)]);
            return false;
        }

        buffer.Append([rest[1] switch { (byte)'t' => (byte)'\t', (byte)'r' => (byte)'\r', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', var itself => itself }]);
        rest = rest[2..];
        return false;
    }

    private static int Unit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && Utf8Parser.TryParse(escape[2..6], out int unit, out var used, 'x') && used == 4 ? unit : Rune.ReplacementChar.Value;
}
