using System.Text.Json;
using Shiprank.Engine.Settings;

namespace Shiprank.Engine.Documents;

/// <summary>What a directory's list of people made of the organisation file.</summary>
public static class PeopleSyncDocument
{
    /// <param name="written">False: nothing differed, or nothing was to be written.</param>
    public static void Write(Stream into, PeopleSync sync, bool written)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        foreach (var (name, ids) in new[] { ("added", sync.Added), ("left", sync.Left), ("unlisted", sync.Unlisted) })
        {
            json.WriteStartArray(name);
            foreach (var id in ids) json.WriteStringValue(id);
            json.WriteEndArray();
        }

        json.WriteBoolean("written", written);
        json.WriteEndObject();
    }
}
