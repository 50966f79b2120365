using System.Buffers;
using System.Text.Json;

namespace Shiprank.Sources.ForgeApi;

/// <summary>Objects of an API wrapped as deliveries are, so that one reader reads both and webhook and backfill of one thing are one event.</summary>
internal static class Wrapped
{
    /// <param name="where">Writes the repository or project.</param>
    /// <param name="parts">Names and objects; of several elements a list.</param>
    public static ReadOnlyMemory<byte> Of(string? kind, Action<Utf8JsonWriter> where, params ReadOnlySpan<(string Name, IReadOnlyList<JsonElement> Elements, bool IsList)> parts)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (kind is not null) json.WriteString("object_kind", kind);
            foreach (var (name, elements, isList) in parts)
            {
                json.WritePropertyName(name);
                if (isList) json.WriteStartArray();
                foreach (var element in elements) element.WriteTo(json);
                if (isList) json.WriteEndArray();
            }

            where(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
