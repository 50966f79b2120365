using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shiprank.Engine.Proof;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank proof --json</c>, of <c>/api/v1/proof</c>, and of the proof that ships with the product. Numbers with a fraction are decimal texts.</summary>
public static class ProofDocument
{
    private static readonly ProofJson json = new(new JsonSerializerOptions(ProofJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Write(Stream into, ProofReport report) => JsonSerializer.Serialize(into, report, json.ProofReport);

    /// <exception cref="JsonException">It is no such document.</exception>
    public static ProofReport Read(Stream from) => JsonSerializer.Deserialize(from, json.ProofReport) ?? throw new JsonException("the document is null");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true, Converters = [typeof(DecimalText)])]
[JsonSerializable(typeof(ProofReport))]
internal sealed partial class ProofJson : JsonSerializerContext;

/// <summary>A decimal as interfaces write it: text, without zeros at its end.</summary>
internal sealed class DecimalText : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        decimal.TryParse(reader.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : throw new JsonException("not a decimal number");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(JsonText.Number(value));
}
