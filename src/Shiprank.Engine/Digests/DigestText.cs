using System.Text;
using System.Text.Encodings.Web;

namespace Shiprank.Engine.Digests;

/// <summary>A digest as Markdown, as HTML for mail, and as plain text. Names are text in each of them, whatever signs they have.</summary>
public static class DigestText
{
    private const string Special = "\\`*_{}[]()<>#+-.!|~";

    public static string Markdown(Digest digest)
    {
        var text = new StringBuilder($"## {Escaped(digest.Title)}\n\n");
        foreach (var line in digest.Lines) text.Append($"- {Escaped(line)}\n");
        if (digest.Link is { } link) text.Append($"\n<{link}>\n");
        if (digest.Stop is { } stop) text.Append($"\nNo more of these: <{stop}>\n");
        return text.ToString();
    }

    /// <summary>A whole document without script, picture or anything else that is loaded.</summary>
    public static string Html(Digest digest)
    {
        var encode = HtmlEncoder.Default;
        var text = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(encode.Encode(digest.Title)).Append("</title></head>\n<body>\n<h1>").Append(encode.Encode(digest.Title)).Append("</h1>\n<ul>\n");
        foreach (var line in digest.Lines) text.Append("<li>").Append(encode.Encode(line)).Append("</li>\n");
        text.Append("</ul>\n");
        if (digest.Link is { } link) text.Append("<p><a href=\"").Append(encode.Encode(link)).Append("\">Look at it</a></p>\n");
        if (digest.Stop is { } stop) text.Append("<p><a href=\"").Append(encode.Encode(stop)).Append("\">No more of these</a></p>\n");
        return text.Append("</body></html>\n").ToString();
    }

    public static string Plain(Digest digest)
    {
        var text = new StringBuilder(digest.Title).Append("\n\n");
        foreach (var line in digest.Lines) text.Append(line).Append('\n');
        if (digest.Link is { } link) text.Append(link).Append('\n');
        if (digest.Stop is { } stop) text.Append($"No more of these: {stop}\n");
        return text.ToString();
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (Special.Contains(sign)) escaped.Append('\\');
            escaped.Append(sign is '\n' or '\r' ? ' ' : sign);
        }

        return escaped.ToString();
    }
}
