namespace Shiprank.Sources.Organisation.Editing;

/// <summary>Places in a YAML text between its values.</summary>
internal static class YamlText
{
    /// <summary>The first character from here on that is no blank, no line end and in no comment; the text's length when there is none.</summary>
    public static int Next(string text, int from)
    {
        var at = from;
        while (at < text.Length)
        {
            if (text[at] == '#' && (at == 0 || at == from || char.IsWhiteSpace(text[at - 1]))) at = LineEnd(text, at);
            else if (char.IsWhiteSpace(text[at])) at++;
            else return at;
        }

        return at;
    }

    /// <summary>Where the line ends, before its line break.</summary>
    public static int LineEnd(string text, int from)
    {
        var end = text.IndexOf('\n', from);
        if (end < 0) return text.Length;
        return end > from && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Where the next line starts; the text's length after the last.</summary>
    public static int NextLine(string text, int from) => text.IndexOf('\n', from) is >= 0 and var end ? end + 1 : text.Length;

    public static int LineStart(string text, int from) => from == 0 ? 0 : text.LastIndexOf('\n', from - 1) + 1;

    public static int Column(string text, int at) => at - LineStart(text, at);

    /// <summary>True when only blanks stand before it in its line.</summary>
    public static bool BeginsLine(string text, int at) => text.AsSpan(LineStart(text, at)..at).IsWhiteSpace();

    /// <summary>True when only blanks and a comment stand from here to the end of the line.</summary>
    public static bool EndsLine(string text, int at)
    {
        var rest = text.AsSpan(at..LineEnd(text, at));
        return rest.IsWhiteSpace() || (char.IsWhiteSpace(rest[0]) && rest.TrimStart()[0] == '#');
    }

    /// <summary>How the text ends its lines.</summary>
    public static string Break(string text) => text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && text[end - 1] == '\r' ? "\r\n" : "\n";
}
