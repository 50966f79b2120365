using System.Text.Json;
using Shiprank.Core.Money.Outcomes;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Outcomes;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank roi --json</c>. A cost per unit stands in one object with its tension metrics.</summary>
public static class OutcomeDocument
{
    public static void Write(Stream into, OutcomeView view, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", standing.AsOf);
        json.WriteString("unit", Word(view.Unit));
        Period(json, "now", view.Now);
        Period(json, "before", view.Before);
        Return(json, view.Roi);
        json.WriteEndObject();
    }

    public static string Word(DeliveredUnit unit) => unit switch { DeliveredUnit.Changes => "changes", DeliveredUnit.Deployments => "deployments", _ => "nd" };

    private static void Period(Utf8JsonWriter json, string name, OutcomePeriod period)
    {
        json.WriteStartObject(name);
        json.WriteWindow(period.Window);
        json.WriteDecimal("personWeeks", period.Cost.PersonWeeks);
        json.WriteDecimal("labourUsd", period.Cost.LabourUsd);
        json.WriteExact("aiUsd", period.Cost.AiUsd);
        json.WriteDecimal("otherUsd", period.Cost.OtherUsd);
        json.WriteDecimal("totalUsd", period.Cost.TotalUsd);
        json.WriteNumber("unpricedResponses", period.UnpricedResponses);
        json.WriteDecimal("nd", period.Units.Nd);
        json.WriteNumber("changes", period.Units.Changes);
        json.WriteNumber("deployments", period.Units.Deployments);
        json.WriteNumber("linesAlive", period.Units.Lines);
        json.WriteFigure("aiPerNd", period.AiPer(period.Units.Nd, "no normalised deployment"));
        json.WriteFigure("aiPerChange", period.AiPer(period.Units.Changes, "no change was delivered"));
        json.WriteFigure("aiPerLine", period.AiPer(period.Units.Lines, "no line is alive"));
        json.WriteStartObject("costToServe");
        json.WriteFigure("usd", period.ToServe.Usd);
        json.WriteFigure("personWeeks", period.ToServe.PersonWeeks);
        json.WriteStartObject("tension");
        foreach (var metric in period.ToServe.Tension) json.WriteFigure(metric.Name, metric.Figure);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Return(Utf8JsonWriter json, Roi roi)
    {
        json.WriteStartObject("roi");
        json.WriteStartArray("inputs");
        foreach (var input in roi.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("key", input.Key);
            json.WriteDecimal("value", input.Value);
            json.WriteString("origin", input.Origin switch { RoiOrigin.Measured => "measured", RoiOrigin.Assumed => "assumed", _ => "unknown" });
            json.WriteString("note", input.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteDecimal("hardCost", roi.HardCost);
        json.WriteDecimal("learningCost", roi.LearningCost);
        json.WriteDecimal("investment", roi.Investment);
        json.WriteDecimal("capacity", roi.Capacity);
        json.WriteDecimal("features", roi.Features);
        json.WriteDecimal("downtime", roi.Downtime);
        json.WriteDecimal("value", roi.Value);
        json.WriteDecimal("benefit", roi.Benefit);
        json.WriteDecimal("return", roi.Return);
        json.WriteDecimal("paybackYears", roi.PaybackYears);
        json.WriteEndObject();
    }
}
