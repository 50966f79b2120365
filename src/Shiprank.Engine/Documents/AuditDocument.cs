using System.Text.Json;
using Shiprank.Core.Access;

namespace Shiprank.Engine.Documents;

/// <summary>Entries of the audit log. The hash is as <see cref="AuditChain"/> makes it.</summary>
public static class AuditDocument
{
    public static void Write(Stream into, IEnumerable<AuditRecord> records)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartArray("entries");
        foreach (var record in records)
        {
            json.WriteStartObject();
            Fields(json, record);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One entry a line, to keep elsewhere; the time with all that is hashed of it.</summary>
    public static byte[] Line(AuditRecord record)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonText.Options with { Indented = false }))
        {
            json.WriteStartObject();
            Fields(json, record);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Fields(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteNumber("number", record.Number);
        json.WriteString("at", record.Entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("actor", record.Entry.Actor);
        json.WriteString("action", record.Entry.Action);
        json.WriteString("about", record.Entry.About);
        json.WriteString("detail", record.Entry.Detail);
        json.WriteString("hash", record.Hash);
    }
}
