using System.Text;
using System.Text.Json;

namespace Shiprank.Engine.Digests.Sending;

/// <summary>Bodies of posts to channels, as their makers document them: Slack's incoming webhooks (blocks, mrkdwn), Teams' workflow webhooks (an adaptive card).</summary>
public static class ChannelPost
{
    public static byte[] Slack(Digest digest) => Json(json =>
    {
        json.WriteString("text", Slack(digest.Title));
        json.WriteStartArray("blocks");
        Section(json, "header", "plain_text", digest.Title);
        Section(json, "section", "mrkdwn", string.Join('\n', digest.Lines.Select(l => $"*{Slack(l.Label)}*: {Slack(l.Text)}")));
        if (digest.Link is { } link) Section(json, "section", "mrkdwn", $"<{Slack(link.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)}|All of it>");
        json.WriteEndArray();
    });

    public static byte[] Teams(Digest digest) => Json(json =>
    {
        json.WriteString("type", "message");
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
        json.WriteStartObject("content");
        json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.4");
        json.WriteStartArray("body");
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", Card(digest.Title));
        json.WriteString("weight", "Bolder");
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        foreach (var line in digest.Lines)
        {
            json.WriteStartObject();
            json.WriteString("title", Card(line.Label));
            json.WriteString("value", Card(line.Text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        if (digest.Link is { } link)
        {
            json.WriteStartArray("actions");
            json.WriteStartObject();
            json.WriteString("type", "Action.OpenUrl");
            json.WriteString("title", "All of it");
            json.WriteString("url", link.AbsoluteUri);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>Slack reads three characters as its own, and asterisks and such as marks: a name of a team can't mention a channel or draw a link.</summary>
    private static string Slack(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '*' or '_' or '~' or '`' => $"\u200B{c}\u200B",
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>Cards read a little Markdown: links and lists.</summary>
    private static string Card(string text) => string.Concat(text.Select(c => c is '[' or ']' or '*' or '_' or '\\' ? $"\\{c}" : char.IsControl(c) ? " " : c.ToString()));

    private static void Section(Utf8JsonWriter json, string type, string textType, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartObject("text");
        json.WriteString("type", textType);
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
