using System.Text;

namespace Shiprank.Sources.Git.Patches;

/// <summary>
/// Paths as git prints them. A path is UTF-8; a byte that is not becomes U+FFFD and its two hexadecimal digits, so that different paths stay different,
/// stable, and storable as text.
/// </summary>
internal static class GitPath
{
    /// <summary>Folders in folders; later gits refuse deeper ones as well.</summary>
    public const int Deepest = 2048;

    /// <summary>A path that may be quoted in C style (<c>"a\tb"</c>, <c>"\303\244"</c>).</summary>
    public static string Parse(ReadOnlySpan<byte> printed) => Decode(Unquote(printed));

    public static string Decode(ReadOnlySpan<byte> path)
    {
        if (System.Text.Unicode.Utf8.IsValid(path)) return Encoding.UTF8.GetString(path);
        var text = new StringBuilder();
        while (path.Length > 0)
        {
            if (Rune.DecodeFromUtf8(path, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (var b in path[..used]) text.Append('\ufffd').Append(b.ToString("x2"));
            }

            path = path[used..];
        }

        return text.ToString();
    }

    /// <summary>The bytes that a C-style quoted text stands for; a text without quotes stands for itself.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> printed) => printed is [(byte)'"', ..] ? UnquoteFirst(printed, out _) : printed;

    /// <summary>As <see cref="Unquote"/> for a text that starts with a quoted part; <paramref name="used"/> is that part's length with its quotes.</summary>
    /// <exception cref="InvalidDataException">The quote does not end, or an escape is unknown.</exception>
    public static byte[] UnquoteFirst(ReadOnlySpan<byte> printed, out int used)
    {
        var bytes = new List<byte>(printed.Length);
        for (var i = 1; i < printed.Length; i++)
        {
            switch (printed[i])
            {
                case (byte)'"':
                    used = i + 1;
                    return [.. bytes];
                case (byte)'\\':
                    i++;
                    bytes.Add(Escape(printed, ref i));
                    break;
                default:
                    bytes.Add(printed[i]);
                    break;
            }
        }

        throw new InvalidDataException("a quoted path does not end");
    }

    private static byte Escape(ReadOnlySpan<byte> text, ref int i)
    {
        if (i + 2 < text.Length && text[i] is >= (byte)'0' and <= (byte)'3')
        {
            var value = 0;
            for (var last = i + 2; ; i++)
            {
                if (text[i] is < (byte)'0' or > (byte)'7') throw new InvalidDataException("a quoted path has an unknown escape");
                value = (value * 8) + (text[i] - '0');
                if (i == last) return (byte)value;
            }
        }

        return (i < text.Length ? (char)text[i] : '\0') switch
        {
            'a' => 7,
            'b' => 8,
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            _ => throw new InvalidDataException("a quoted path has an unknown escape"),
        };
    }
}
