using System.Text.Json;
using Shiprank.Engine.Activity;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank activity --json</c>: usage by person, with the fate of the spend. People who don't share are one sum; what an open question is about is another.</summary>
public static class ActivityDocument
{
    public static void Write(Stream into, ActivityView view, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", standing.AsOf);
        json.WriteWindow(view.Window);
        json.WriteStartArray("rows");
        foreach (var row in view.Rows)
        {
            json.WriteStartObject();
            json.WriteString("person", row.Person.Id);
            json.WriteString("name", row.Person.Name);
            json.WriteNumber("days", row.Days);
            json.WriteAmount("usage", row.Amount);
            json.WriteGroups(row.Groups);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("others", view.Others);
        json.WriteAmount("othersUsage", view.OthersAmount);
        json.WriteAmount("leftOut", view.LeftOut);
        json.WriteAmount("totals", view.Total);
        json.WriteEndObject();
    }
}
