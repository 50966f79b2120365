using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shiprank.Core.Caps;

/// <summary>An entry of a run's trace as a line of JSON: how hooks and <c>shiprank run</c> keep it until it is sent.</summary>
[JsonSerializable(typeof(CapEvent))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
public sealed partial class CapEventJson : JsonSerializerContext
{
    /// <summary>A line without its end.</summary>
    public static byte[] Line(CapEvent entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Default.CapEvent);

    /// <returns>Null: it is no such line.</returns>
    public static CapEvent? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.CapEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
