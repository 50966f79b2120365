using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shiprank.Cli;

/// <summary>The documents of <c>--json</c>: one object, keys in the order written, numbers that aren't integers as decimal strings.</summary>
internal static class JsonDocumentWriter
{
    private static readonly JsonWriterOptions options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One document, ended by a line feed. <paramref name="body"/> writes the properties of its object.</summary>
    public static void Write(TextWriter writer, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    /// <summary>A decimal string without zeros at its end, or null.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteString(name, Text(number));
        else json.WriteNull(name);
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Exact, without an exponent or zeros at the end.</summary>
    public static string Text(decimal number) => number.ToString("0.############################");
}
