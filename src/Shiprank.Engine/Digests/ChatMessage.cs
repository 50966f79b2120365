using System.Text.Encodings.Web;
using System.Text.Json;
using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Digests;

/// <summary>
/// A team's digest as chats' incoming webhooks take it: Slack's blocks of plain text, and an Adaptive Card 1.4 of text runs for Microsoft Teams. Both
/// take text as it is, so that no name becomes a mention, a link or markup.
/// </summary>
public static class ChatMessage
{
    /// <summary>Of one block, as Slack documents it.</summary>
    private const int LongestBlock = 3000;

    private const int LongestHeader = 150;

    public static byte[] Of(Digest digest, ChatKind kind)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (kind == ChatKind.Slack) Slack(json, digest);
            else Teams(json, digest);
        }

        return buffer.ToArray();
    }

    private static void Slack(Utf8JsonWriter json, Digest digest)
    {
        json.WriteStartObject();

        // What notifications show: the one text that Slack reads as markup, so its three signs are escaped.
        json.WriteString("text", digest.Title.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
        json.WriteBoolean("unfurl_links", false);
        json.WriteStartArray("blocks");
        Block("header", Cut(digest.Title, LongestHeader));
        Block("section", Cut(string.Join('\n', digest.Lines.Append(digest.Link ?? "").Where(l => l.Length > 0)), LongestBlock));
        json.WriteEndArray();
        json.WriteEndObject();

        void Block(string type, string text)
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteStartObject("text");
            json.WriteString("type", "plain_text");
            json.WriteString("text", text);
            json.WriteBoolean("emoji", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Teams(Utf8JsonWriter json, Digest digest)
    {
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
        json.WriteStartObject("content");
        json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.WriteString("type", "AdaptiveCard");
        json.WriteString("version", "1.4");
        json.WriteStartArray("body");
        Run(digest.Title, isTitle: true);
        foreach (var line in digest.Lines) Run(line, isTitle: false);
        json.WriteEndArray();
        if (digest.Link is { } link)
        {
            json.WriteStartArray("actions");
            json.WriteStartObject();
            json.WriteString("type", "Action.OpenUrl");
            json.WriteString("title", "Look at it");
            json.WriteString("url", link);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();

        void Run(string text, bool isTitle)
        {
            json.WriteStartObject();
            json.WriteString("type", "RichTextBlock");
            json.WriteStartArray("inlines");
            json.WriteStartObject();
            json.WriteString("type", "TextRun");
            json.WriteString("text", text);
            if (isTitle) json.WriteString("weight", "bolder");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
