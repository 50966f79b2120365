using System.Text.Json;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Teams;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank team ID --json</c>: a team against its own past.</summary>
public static class TeamDocument
{
    public static void Write(Stream into, TeamView view, Standing standing)
    {
        var names = new SharedNames(standing.Workspace.Organisation);
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(standing.Score.Policy, standing.AsOf);
        json.WriteString("team", view.Team.Id);
        json.WritePropertyName("row");
        BoardDocument.Write(json, view.Now, standing.Workspace.Policy);
        json.WritePropertyName("rowBefore");
        BoardDocument.Write(json, view.Before, standing.Workspace.Policy);
        json.WriteShown(view.Spend);
        json.WritePeriod("now", view.Sums);
        json.WritePeriod("before", view.SumsBefore);
        json.WriteStartArray("weeks");
        foreach (var week in view.Weeks)
        {
            json.WriteStartObject();
            json.WriteString("week", week.Monday.ToString("O"));
            json.WriteDecimal("nd", week.Nd);
            json.WriteShare("ndAi", week.NdAi);
            json.WriteDecimal("engineers", week.Engineers);
            json.WriteBoolean("settling", view.SettlingFrom is { } from && week.Monday >= from);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("buckets");
        foreach (var bucket in view.Buckets)
        {
            json.WriteStartObject();
            json.WriteBucket(bucket.Days, bucket.Spend, bucket.Groups, bucket.Settling);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("dora");
        DoraDocument.Write(json, "now", view.Dora.Now, withRows: true);
        DoraDocument.Write(json, "before", view.Dora.Before, withRows: false);
        json.WriteEndObject();
        if (view.Adoption is { } adoption)
        {
            json.WriteStartObject("adoption");
            json.WriteAdoption(adoption, standing.Workspace.Organisation.AdoptionTarget);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("adoption");
        }

        json.WriteStartArray("changes");
        foreach (var row in view.Changes.Rows) ChangesDocument.Write(json, row, names);
        json.WriteEndArray();
        if (view.Changes.Rest is { } rest) ChangesDocument.Write(json, "rest", rest);
        else json.WriteNull("rest");
        json.WriteEndObject();
    }
}
