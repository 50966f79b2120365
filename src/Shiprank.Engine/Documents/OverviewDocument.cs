using System.Text.Json;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Engine.Overview;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank overview --json</c>: what was spent, and what came of it.</summary>
public static class OverviewDocument
{
    public static void Write(Stream into, OverviewView view, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(standing.Score.Policy, standing.AsOf);
        json.WriteFilter(view.Query.Filter);
        json.WritePeriod("now", view.Now);
        json.WritePeriod("before", view.Before);
        json.WriteShown(view.Shown);
        json.WriteNumber("deliveries", view.Delivered);
        json.WriteDecimal("adoptionTarget", view.AdoptionTarget);
        json.WriteStartObject("adoption");
        json.WriteAdoption(view.Adoption, view.AdoptionTarget);
        json.WriteEndObject();
        json.WriteStartArray("buckets");
        foreach (var bucket in view.Buckets)
        {
            json.WriteStartObject();
            json.WriteBucket(bucket.Days, bucket.Spend, bucket.Groups, bucket.Settling);
            json.WriteDecimal("nd", bucket.Nd);
            json.WriteDecimal("costPerNd", bucket.CostPerNd.Value);
            json.WriteDecimal("spendTied", bucket.Tied.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("paths");
        foreach (var path in view.Flow.Paths)
        {
            json.WriteStartObject();
            json.WriteString("tool", path.Tool);
            json.WriteString("repository", path.Repository);
            json.WriteString("fate", SpendFates.Name(path.Fate));
            json.WriteExact("costUsd", Nano.Units(path.Amount.NanoUsd));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNamed("models", view.Models);
        json.WriteStartObject("coverage");
        json.WriteFigure("matched", view.Coverage.Matched);
        json.WriteFigure("priced", view.Coverage.Priced);
        json.WriteFigure("changed", view.Coverage.Changed);
        json.WriteTime("newest", view.Coverage.Newest);
        json.WriteEndObject();
        json.WriteProblems(standing.Unread);
        json.WriteEndObject();
    }
}
