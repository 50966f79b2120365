using System.Net;
using System.Text;

namespace Shiprank.Engine.Digests;

/// <summary>A digest as text, Markdown (CommonMark) or HTML. Names of teams come from a file that people write: they are escaped everywhere.</summary>
public static class DigestText
{
    public const string StopWords = "No more of these";

    public static string Plain(Digest digest)
    {
        var text = new StringBuilder(digest.Title).Append('\n');
        var width = digest.Lines.Max(l => l.Label.Length);
        foreach (var line in digest.Lines) text.Append(line.Label.PadRight(width)).Append("  ").Append(line.Text).Append('\n');
        if (digest.Link is { } link) text.Append("All of it: ").Append(link.AbsoluteUri).Append('\n');
        if (digest.Stop is { } stop) text.Append(StopWords).Append(": ").Append(stop.AbsoluteUri).Append('\n');
        return text.ToString();
    }

    public static string Markdown(Digest digest)
    {
        var text = new StringBuilder("## ").Append(Escaped(digest.Title)).Append("\n\n");
        foreach (var line in digest.Lines) text.Append("- **").Append(Escaped(line.Label)).Append("**: ").Append(Escaped(line.Text)).Append('\n');
        if (digest.Link is { } link) text.Append("\n[All of it](<").Append(link.AbsoluteUri).Append(">)\n");
        if (digest.Stop is { } stop) text.Append("\n[").Append(StopWords).Append("](<").Append(stop.AbsoluteUri).Append(">)\n");
        return text.ToString();
    }

    /// <summary>A whole document without script, style or anything from elsewhere: mail programs show it as it is.</summary>
    public static string Html(Digest digest)
    {
        var text = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(digest.Title)).Append("</title></head>\n<body>\n<h1>").Append(WebUtility.HtmlEncode(digest.Title)).Append("</h1>\n<table>\n");
        foreach (var line in digest.Lines) text.Append("<tr><th align=\"left\" scope=\"row\">").Append(WebUtility.HtmlEncode(line.Label)).Append("</th><td>").Append(WebUtility.HtmlEncode(line.Text)).Append("</td></tr>\n");
        text.Append("</table>\n");
        if (digest.Link is { } link) text.Append("<p><a href=\"").Append(WebUtility.HtmlEncode(link.AbsoluteUri)).Append("\">All of it</a></p>\n");
        if (digest.Stop is { } stop) text.Append("<p><a href=\"").Append(WebUtility.HtmlEncode(stop.AbsoluteUri)).Append("\">").Append(StopWords).Append("</a></p>\n");
        return text.Append("</body></html>\n").ToString();
    }

    /// <summary>CommonMark, section 2.4: a backslash before any punctuation that could mean something.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '#' or '|' or '!' or '~' or '&') escaped.Append('\\');
            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}
