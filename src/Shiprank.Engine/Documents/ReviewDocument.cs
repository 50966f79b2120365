using System.Text.Json;
using Shiprank.Core.Signals.Review;
using Shiprank.Engine.Signals;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank review --json</c>: what was drawn and how, and the estimate. No answer of anybody else.</summary>
public static class ReviewDocument
{
    public static void Write(Stream into, ReviewView view)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteBoolean("on", view.IsOn);
        json.WriteNumber("perWeek", view.PerWeek);
        json.WriteNumber("answers", view.Answers);
        Estimate(json, "overall", view.Overall);
        json.WriteStartArray("quarters");
        foreach (var quarter in view.Quarters)
        {
            json.WriteStartObject();
            json.WriteString("quarter", quarter.Name);
            Estimate(json, "estimate", quarter.Estimate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("samples");
        foreach (var sample in view.Samples)
        {
            json.WriteStartObject();
            json.WriteString("week", sample.Week.ToString("O"));
            json.WriteString("weekSeed", sample.WeekSeed);
            json.WriteTime("drawnAt", sample.DrawnAt);
            json.WriteStartArray("changes");
            foreach (var change in sample.Changes)
            {
                json.WriteStartObject();
                json.WriteString("repository", change.Repository);
                json.WriteString("sha", change.Sha);
                json.WriteString("place", ReviewDraw.Place(sample.WeekSeed, change));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tasks");
        foreach (var task in view.Tasks)
        {
            json.WriteStartObject();
            json.WriteString("week", task.Week.ToString("O"));
            json.WriteString("repository", task.Change.Repository);
            json.WriteString("sha", task.Change.Sha);
            json.WriteString("said", task.Worth is { } worth ? ReviewAnswer.Word(worth) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Estimate(Utf8JsonWriter json, string name, ReviewEstimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteNumber("changes", estimate.Changes);
        json.WriteNumber("pairs", estimate.Pairs);
        json.WriteDecimal("value", estimate.Value);
        json.WriteDecimal("lo", estimate.Lo);
        json.WriteDecimal("hi", estimate.Hi);
        json.WriteString("missing", estimate.Missing);
        json.WriteEndObject();
    }
}
