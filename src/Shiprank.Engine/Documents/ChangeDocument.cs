using System.Text.Json;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Engine.Changes;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank change --json</c>.</summary>
public static class ChangeDocument
{
    public static void Write(Stream into, ChangeStory story, DateTimeOffset asOf)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", asOf);
        json.WriteString("repository", story.Repository);
        json.WriteString("sha", story.Sha);
        json.WriteDecimal("costUsd", story.CostUsd);
        json.WriteStartArray("services");
        foreach (var service in story.Services) Write(json, service);
        json.WriteEndArray();
        json.WriteStartArray("deployments");
        foreach (var deployment in story.Deployments)
        {
            json.WriteStartObject();
            json.WriteString("service", deployment.Service);
            json.WriteString("id", deployment.Id);
            json.WriteTime("at", deployment.At);
            json.WriteBoolean("failed", deployment.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sessions");
        foreach (var session in story.Sessions) Write(json, session);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Core.Score.ScoredChange service)
    {
        json.WriteStartObject();
        json.WriteString("service", service.Service);
        json.WriteString("mode", service.Mode.ToString().ToLowerInvariant());
        json.WriteTime("mergedAt", service.MergedAt);
        json.WriteTime("deployedAt", service.DeployedAt);
        json.WriteNumber("eligible", service.Eligible);
        json.WriteNumber("alive", service.Alive);
        json.WriteNumber("deleted", service.Deleted);
        json.WriteDecimal("quality", service.Quality);
        json.WriteString("reason", ScoreDocument.ReasonText(service.Reasons));
        json.WriteShare("share", service.Share);
        json.WriteString("evidence", service.Evidence.Name());
        json.WriteString("fate", ScoreDocument.FateText(service.Fate));
        json.WriteBoolean("provisional", service.Provisional);
        json.WriteStartArray("people");
        foreach (var part in service.Parts)
        {
            json.WriteStartObject();
            json.WriteString("person", part.Person);
            json.WriteDecimal("credit", part.Credit);
            json.WriteDecimal("size", part.Size);
            json.WriteShare("share", part.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SessionPart session)
    {
        json.WriteStartObject();
        json.WriteString("tool", session.Tool);
        json.WriteString("session", session.Session);
        json.WriteString("person", session.Person);
        json.WriteString("evidence", EvidenceText(session.Evidence));
        json.WriteTime("from", session.From);
        json.WriteTime("to", session.To);
        json.WriteNumber("responses", session.Responses);
        json.WriteNumber("tokens", session.Tokens);
        json.WriteDecimal("costUsd", session.CostUsd);
        json.WriteDecimal("credits", session.Credits);
        json.WriteEndObject();
    }

    public static string EvidenceText(LinkEvidence evidence) => evidence switch
    {
        LinkEvidence.Session => "session-id",
        LinkEvidence.Note => "note",
        LinkEvidence.Window => "window",
        _ => "none",
    };
}
