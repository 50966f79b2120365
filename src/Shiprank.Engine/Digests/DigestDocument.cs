using System.Text.Json;
using Shiprank.Engine.Documents;

namespace Shiprank.Engine.Digests;

/// <summary>Digests as one JSON document.</summary>
public static class DigestDocument
{
    public static void Write(Stream into, IReadOnlyList<Digest> digests)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartArray("digests");
        foreach (var digest in digests)
        {
            json.WriteStartObject();
            json.WriteString("subject", digest.Subject);
            json.WriteString("title", digest.Title);
            json.WriteString("week", DigestWeek.Name(digest.Week));
            json.WriteWindow(digest.Week);
            json.WriteStartArray("lines");
            foreach (var line in digest.Lines)
            {
                json.WriteStartObject();
                json.WriteString("label", line.Label);
                json.WriteString("text", line.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("link", digest.Link?.AbsoluteUri);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
