using System.Text.Json;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Engine.People;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank me PERSON --json</c>: all that is known of one person, for that person.</summary>
public static class MeDocument
{
    public static void Write(Stream into, MeView view, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(standing.Score.Policy, standing.AsOf);
        json.WriteString("person", view.Person.Id);
        json.WriteString("name", view.Person.Name);
        json.WriteString("team", view.Team);
        json.WriteBoolean("shares", view.Person.Share);
        json.WritePeriod("now", view.Now);
        json.WritePeriod("before", view.Before);
        if (view.Row is { } row)
        {
            json.WritePropertyName("row");
            BoardDocument.Write(json, row, standing.Workspace.Policy);
        }
        else
        {
            json.WriteNull("row");
        }

        json.WriteFigure("survival", view.Survival);
        json.WriteStartArray("days");
        foreach (var day in view.Days)
        {
            json.WriteStartObject();
            json.WriteString("day", day.Day.ToString("O"));
            json.WriteDecimal("nd", day.Nd);
            json.WriteNumber("live", day.Live);
            json.WriteNumber("undone", day.Undone);
            json.WriteAmount(day.Spend);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var change in view.Changes.Rows)
        {
            json.WriteStartObject();
            json.WriteString("repository", change.Repository);
            json.WriteString("sha", change.Sha);
            json.WriteTime("mergedAt", change.Main.MergedAt);
            json.WriteTime("deployedAt", change.DeployedAt);
            json.WriteString("fate", ScoreDocument.FateText(change.Main.Fate));
            json.WriteNumber("eligible", change.Eligible);
            json.WriteNumber("alive", change.Alive);
            json.WriteExact("costUsd", change.CostUsd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sessions");
        foreach (var session in view.Sessions)
        {
            json.WriteStartObject();
            json.WriteString("tool", session.Tool);
            json.WriteString("session", session.Session);
            json.WriteString("repository", session.Repository.Length > 0 ? session.Repository : null);
            json.WriteString("from", session.From.ToString("O"));
            json.WriteString("to", session.To.ToString("O"));
            json.WriteBoolean("autonomous", session.Autonomous);
            json.WriteAmount(session.Amount);
            json.WriteStartArray("fates");
            foreach (var (fate, _) in session.Fates) json.WriteStringValue(SpendFates.Name(fate));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNamed("tools", view.Tools);
        json.WriteNamed("models", view.Models);
        json.WriteStartArray("visibility");
        foreach (var seen in view.Visibility)
        {
            json.WriteStartObject();
            json.WriteString("who", seen.Who);
            json.WriteString("what", seen.What);
            json.WriteBoolean("named", seen.Named);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
