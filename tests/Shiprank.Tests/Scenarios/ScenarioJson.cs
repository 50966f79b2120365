using System.Text.Json;

namespace Shiprank.Tests.Scenarios;

internal static class ScenarioJson
{
    /// <summary>The text of a property; null when it is absent or null.</summary>
    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static bool Flag(this JsonElement element, string name, bool otherwise) => element.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;

    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.EnumerateObject() : [];

    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(v => v.GetString()!) : [];
}
