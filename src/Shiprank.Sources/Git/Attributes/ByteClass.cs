namespace Shiprank.Sources.Git.Attributes;

/// <summary>A bracket expression: <c>[a-z]</c>, <c>[!x]</c>, <c>[^x]</c>, <c>[[:alpha:]]</c>.</summary>
internal static class ByteClass
{
    /// <param name="at">Index of the opening bracket; moved to the closing one.</param>
    /// <returns>False when the expression is malformed: it then matches nothing.</returns>
    public static bool TryMatch(ReadOnlySpan<byte> glob, ref int at, byte value, out bool inside)
    {
        inside = false;
        var i = at + 1;
        var negated = i < glob.Length && glob[i] is (byte)'!' or (byte)'^';
        if (negated) i++;
        byte previous = 0;
        for (var first = true; ; first = false, i++)
        {
            if (i >= glob.Length) return false;
            var c = glob[i];
            if (c == (byte)']' && !first) break;
            if (c == (byte)'-' && previous != 0 && i + 1 < glob.Length && glob[i + 1] != (byte)']')
            {
                if (!TryLiteral(glob, ref i, 1, out var last)) return false;
                inside |= value >= previous && value <= last;
                previous = 0;
            }
            else if (c == (byte)'[' && i + 1 < glob.Length && glob[i + 1] == (byte)':')
            {
                var close = glob[(i + 2)..].IndexOf((byte)']');
                if (close < 0) return false;
                var name = glob.Slice(i + 2, close);
                if (name.Length == 0 || name[^1] != (byte)':')
                {
                    // Not a class after all: a bracket in a list.
                    inside |= value == c;
                    previous = c;
                    continue;
                }

                if (!TryClass(name[..^1], value, out var member)) return false;
                inside |= member;
                i += 2 + close;
                previous = 0;
            }
            else
            {
                if (!TryLiteral(glob, ref i, 0, out var literal)) return false;
                inside |= value == literal;
                previous = literal;
            }
        }

        at = i;
        inside ^= negated;
        return true;
    }

    private static bool TryLiteral(ReadOnlySpan<byte> glob, ref int i, int skip, out byte literal)
    {
        literal = 0;
        i += skip;
        if (i < glob.Length && glob[i] == (byte)'\\') i++;
        if (i >= glob.Length) return false;
        literal = glob[i];
        return true;
    }

    private static bool TryClass(ReadOnlySpan<byte> name, byte value, out bool member)
    {
        var c = (char)value;
        bool? known = System.Text.Encoding.ASCII.GetString(name) switch
        {
            "alnum" => char.IsAsciiLetterOrDigit(c),
            "alpha" => char.IsAsciiLetter(c),
            "blank" => c is ' ' or '\t',
            "cntrl" => c is < ' ' or '\x7f',
            "digit" => char.IsAsciiDigit(c),
            "graph" => c is > ' ' and < '\x7f',
            "lower" => char.IsAsciiLetterLower(c),
            "print" => c is >= ' ' and < '\x7f',
            "punct" => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c),
            "space" => c is ' ' or (>= '\t' and <= '\r'),
            "upper" => char.IsAsciiLetterUpper(c),
            "xdigit" => char.IsAsciiHexDigit(c),
            _ => null,
        };
        member = known ?? false;
        return known is not null;
    }
}
