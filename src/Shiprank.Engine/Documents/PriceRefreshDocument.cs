using System.Text.Json;
using Shiprank.Core.Pricing;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank prices refresh --json</c>.</summary>
public static class PriceRefreshDocument
{
    public static void Write(Stream into, PriceList now, PriceList then, IReadOnlyList<PriceChange> differ, IReadOnlyList<PriceChange> announced, bool written)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteBoolean("written", written);
        json.WriteString("old", now.Version);
        json.WriteString("new", then.Version);
        json.WriteString("sha256", then.Sha256);
        json.WriteChanges("differ", differ);
        json.WriteChanges("announced", announced);
        json.WriteEndObject();
    }
}
