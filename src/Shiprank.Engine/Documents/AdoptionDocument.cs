using System.Text.Json;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank adoption --json</c>: who uses agents, by team and week, against the target.</summary>
public static class AdoptionDocument
{
    public static void Write(Stream into, AdoptionView view, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", standing.AsOf);
        json.WriteWindow(view.Window);
        json.WriteDecimal("target", view.Target);
        json.WriteNumber("smallestGroup", standing.Workspace.Policy.MinGroup);
        json.WriteStartObject("all");
        json.WriteAdoption(view.All, view.Target);
        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (var row in view.Teams)
        {
            json.WriteStartObject();
            json.WriteAdoption(row, view.Target);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Cohorts(json, CohortView.Of(standing));
        json.WriteEndObject();
    }

    private static void Cohorts(Utf8JsonWriter json, CohortView view)
    {
        json.WriteStartObject("cohorts");
        json.WriteWindow(view.Window);
        json.WriteString("warning", CohortView.Warning);
        json.WriteStartArray("rows");
        foreach (var row in view.Rows)
        {
            json.WriteStartObject();
            json.WriteString("cohort", row.Name);
            json.WriteNumber("people", row.People);
            json.WriteString("notShown", row.Missing);
            if (row.Missing is null)
            {
                json.WriteNumber("changes", row.Changes);
                json.WriteDecimal("survival", row.Survival.Value);
                json.WriteDecimal("changeFailureRate", row.Quality.ChangeFailureRate.Value);
                json.WriteDecimal("rework", row.Quality.Rework.Value);
                json.WriteDecimal("reviewCoverage", row.Quality.ReviewCoverage.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
