using System.Globalization;
using System.Text.Json;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>Fields of a price file, each with a sentence when it isn't what it has to be.</summary>
internal static class PriceJson
{
    public static void Only(this JsonElement owner, params ReadOnlySpan<string> known)
    {
        if (owner.ValueKind != JsonValueKind.Object) throw new JsonException($"an object is expected, not {owner.GetRawText()}");
        foreach (var property in owner.EnumerateObject())
        {
            if (!known.Contains(property.Name)) throw new JsonException($"unknown key \"{property.Name}\" (known: {string.Join(", ", known!)})");
        }
    }

    public static string Text(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(owner, name, "a text");

    public static DateOnly Day(this JsonElement owner, string name) =>
        DateOnly.TryParseExact(owner.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Wrong(owner, name, "a date (2026-01-31)");

    public static decimal Number(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) ? Amount(value, name) : throw Wrong(owner, name, "a number");

    public static decimal Amount(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount >= 0 ? amount : throw new JsonException($"\"{name}\" takes a number ≥ 0, not {value.GetRawText()}");

    public static IReadOnlyList<string> Texts(this JsonElement owner, string name) => owner.Each(name, v => v.GetString() ?? "");

    public static IReadOnlyList<T> Each<T>(this JsonElement owner, string name, Func<JsonElement, T> read)
    {
        if (!owner.TryGetProperty(name, out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array) throw Wrong(owner, name, "a list");
        var result = new List<T>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray()) result.Add(read(item));
        return result;
    }

    /// <summary>A match rule: <c>is</c>, <c>starts</c>, <c>ends</c>, <c>contains</c>, <c>dated</c>, <c>regex</c> with a text; <c>any</c>, <c>all</c> with rules. Null when absent.</summary>
    public static ModelMatch? Rule(this JsonElement owner, string name) => owner.TryGetProperty(name, out var rule) ? Rule(rule) : null;

    private static ModelMatch Rule(JsonElement rule)
    {
        if (rule.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in rule.EnumerateObject())
            {
                return property.Name switch
                {
                    "is" => new ModelMatch.Is(rule.Text("is").ToLowerInvariant()),
                    "starts" => new ModelMatch.Starts(rule.Text("starts").ToLowerInvariant()),
                    "ends" => new ModelMatch.Ends(rule.Text("ends").ToLowerInvariant()),
                    "contains" => new ModelMatch.Contains(rule.Text("contains").ToLowerInvariant()),
                    "dated" => new ModelMatch.Dated(rule.Text("dated").ToLowerInvariant()),
                    "regex" => new ModelMatch.Pattern(rule.Text("regex")),
                    "any" => new ModelMatch.Any(rule.Each("any", Rule)),
                    "all" => new ModelMatch.All(rule.Each("all", Rule)),
                    _ => throw new JsonException($"unknown rule \"{property.Name}\" (known: is, starts, ends, contains, dated, regex, any, all)"),
                };
            }
        }

        throw new JsonException($"a match rule is expected, not {rule.GetRawText()}");
    }

    private static JsonException Wrong(JsonElement owner, string name, string expected) => new($"\"{name}\" has to be {expected} in {Short(owner.GetRawText())}");

    private static string Short(string json) => json.Length <= 120 ? json : json[..117] + "...";
}
