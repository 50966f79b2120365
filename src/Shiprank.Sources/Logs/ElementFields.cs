using System.Runtime.InteropServices;
using System.Text.Json;

namespace Shiprank.Sources.Logs;

/// <summary>Fields of a parsed document, under the same rules as those of a line.</summary>
internal static class ElementFields
{
    /// <summary>The property of that name; undefined when there is none or <paramref name="of"/> is no object.</summary>
    public static JsonElement Get(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The property at the end of a path of names.</summary>
    public static JsonElement Get(this JsonElement of, string first, params ReadOnlySpan<string> names)
    {
        var value = of.Get(first);
        foreach (var name in names) value = value.Get(name);
        return value;
    }

    /// <summary>The elements of an array; none for null and what is not there.</summary>
    public static IEnumerable<JsonElement> Items(this FieldReader fields, JsonElement of, string name)
    {
        var value = of.Get(name);
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray();
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) fields.Refuse($"wrong type: {name}");
        return [];
    }

    public static string Text(this FieldReader fields, JsonElement of, string name)
    {
        var value = of.Get(name);
        if (value.ValueKind == JsonValueKind.String) return fields.Texts.Of(value.GetString()!);
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) fields.Refuse($"wrong type: {name}");
        return "";
    }

    /// <summary>The text of that name; empty for anything else, without a fault.</summary>
    public static string Loose(this FieldReader fields, JsonElement of, string name) =>
        of.Get(name) is { ValueKind: JsonValueKind.String } value ? fields.Texts.Of(value.GetString()!) : "";

    /// <summary>The elements of an array; none for anything else, without a fault.</summary>
    public static IEnumerable<JsonElement> LooseItems(this JsonElement of, string name) =>
        of.Get(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    public static decimal? Amount(this FieldReader fields, JsonElement of, string name)
    {
        var value = of.Get(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        return fields.NextAmount(ref reader, name);
    }

    public static long Time(this FieldReader fields, JsonElement of, string name)
    {
        var value = of.Get(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return 0;
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        return fields.NextTime(ref reader);
    }
}
