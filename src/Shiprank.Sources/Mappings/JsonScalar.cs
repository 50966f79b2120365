using System.Text.Json;

namespace Shiprank.Sources.Mappings;

/// <summary>A JSON value as the text that mappings compare and convert.</summary>
internal static class JsonScalar
{
    /// <returns>Null for an object, a list and null.</returns>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>The texts of a value: those of its items when it is a list.</summary>
    public static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text).OfType<string>()
        : Text(value) is { } text ? [text] : [];
}
