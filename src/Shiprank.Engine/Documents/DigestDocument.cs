using System.Text.Json;
using Shiprank.Engine.Digests;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank digest --json</c>.</summary>
public static class DigestDocument
{
    public static void Write(Stream into, IReadOnlyList<Digest> digests)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartArray("rows");
        foreach (var digest in digests)
        {
            json.WriteStartObject();
            json.WriteString("kind", BadgesDocument.KindText(digest.Kind));
            json.WriteString("holder", digest.Holder);
            json.WriteWindow(digest.Week);
            json.WriteString("title", digest.Title);
            json.WriteStartArray("lines");
            foreach (var line in digest.Lines) json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteString("link", digest.Link);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
