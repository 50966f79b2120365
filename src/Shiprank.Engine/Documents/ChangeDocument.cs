using System.Text.Json;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Changes;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank change --json</c>. People who don't share are null.</summary>
public static class ChangeDocument
{
    public static void Write(Stream into, ChangeStory story, SharedNames names, DateTimeOffset asOf)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", asOf);
        json.WriteString("repository", story.Repository);
        json.WriteString("sha", story.Sha);
        json.WriteExact("costUsd", story.CostUsd);
        json.WriteStartArray("services");
        foreach (var service in story.Services) Write(json, service, names, story.Hiding > 0);
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
        foreach (var session in story.Sessions) Write(json, session, names);
        json.WriteEndArray();
        Write(json, story, names);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChangeStory story, SharedNames names)
    {
        var background = story.Background;
        if (story.Services[0].Request is { } request) json.WriteNumber("request", request);
        else json.WriteNull("request");
        json.WriteNumber("commits", background.Commits);
        Strings(json, "authors", background.Authors.Where(names.Shows));
        json.WriteNumber("otherAuthors", background.Authors.Count(a => !names.Shows(a)));
        Strings(json, "agents", background.Agents);
        json.WriteStartArray("tickets");
        foreach (var ticket in background.Tickets) Write(json, ticket, names);
        json.WriteEndArray();
        json.WriteString("reverts", background.Reverts);
        json.WriteStartArray("timeline");
        foreach (var step in background.Steps)
        {
            json.WriteStartObject();
            json.WriteTime("at", step.At);
            json.WriteString("kind", StepText(step.Kind));
            json.WriteString("service", step.Service);
            json.WriteString("id", step.Id);
            json.WriteString("person", Shown(step.Person, names));
            if (step.Severity is { } severity) json.WriteNumber("severity", severity);
            else json.WriteNull("severity");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteDecimal("nd", story.Nd);
        json.WriteStartObject("totals");
        if (story.Hiding > 0) json.WriteNull("sessions");
        else json.WriteNumber("sessions", story.Sessions.Count);
        json.WriteNumber("hiding", story.Hiding);
        json.WriteNumber("responses", story.Responses);
        json.WriteNumber("tokens", story.Tokens);
        json.WriteExact("costUsd", story.CostUsd);
        json.WriteExact("credits", story.Credits);
        json.WriteNumber("eligible", story.Services.Sum(s => s.Eligible));
        json.WriteNumber("alive", story.Services.Sum(s => s.Alive));
        json.WriteEndObject();
        PerUnit(json, "costPerLine", story.CostPerLine);
        PerUnit(json, "costPerNd", story.CostPerNd);
    }

    public static string StepText(StoryStepKind kind) => kind switch
    {
        StoryStepKind.TicketOpened => "ticket_opened",
        StoryStepKind.FirstCommit => "first_commit",
        StoryStepKind.RequestOpened => "request_opened",
        StoryStepKind.Approved => "approved",
        StoryStepKind.Merged => "merged",
        StoryStepKind.AttemptFailed => "attempt_failed",
        StoryStepKind.Deployed => "deployed",
        StoryStepKind.IncidentOpened => "incident_opened",
        StoryStepKind.IncidentClosed => "incident_closed",
        StoryStepKind.RolledBack => "rolled_back",
        StoryStepKind.LiveAgain => "live_again",
        StoryStepKind.Reverted => "reverted",
        StoryStepKind.Restored => "restored",
        _ => "judged",
    };

    private static string? Shown(string? person, SharedNames names) => person is { } id && names.Shows(id) ? id : null;

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void PerUnit(Utf8JsonWriter json, string name, Figure figure)
    {
        json.WriteStartObject(name);
        json.WriteDecimal("value", figure.Value);
        json.WriteString("missing", figure.Missing);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Core.Score.ScoredChange service, SharedNames names, bool hidden)
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
        json.WriteShare("share", ShownEvidence.Of(service.Share, service.Evidence, hidden));
        json.WriteString("evidence", ShownEvidence.Of(service.Evidence, hidden).Name());
        json.WriteString("fate", ScoreDocument.FateText(service.Fate));
        json.WriteBoolean("provisional", service.Provisional);
        json.WriteStartArray("people");
        foreach (var part in service.Parts)
        {
            json.WriteStartObject();
            json.WriteString("person", Shown(part.Person, names));
            json.WriteDecimal("credit", part.Credit);
            json.WriteDecimal("size", part.Size);
            json.WriteShare("share", ShownEvidence.Of(part.Share, service.Evidence, hidden));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("survival");
        foreach (var point in service.Survival)
        {
            json.WriteStartObject();
            json.WriteNumber("day", point.Day);
            json.WriteNumber("alive", point.Alive);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SessionPart session, SharedNames names)
    {
        json.WriteStartObject();
        json.WriteString("tool", session.Tool);
        json.WriteString("session", session.Session);
        json.WriteString("person", Shown(session.Person, names));
        json.WriteString("evidence", EvidenceText(session.Evidence));
        json.WriteTime("from", session.From);
        json.WriteTime("to", session.To);
        json.WriteNumber("responses", session.Responses);
        json.WriteNumber("tokens", session.Tokens);
        json.WriteExact("costUsd", session.CostUsd);
        json.WriteExact("credits", session.Credits);
        Number(json, "matchedLines", session.MatchedLines);
        Number(json, "matchedFiles", session.MatchedFiles);
        json.WriteDecimal("confidence", session.Confidence);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TicketLink ticket, SharedNames names)
    {
        json.WriteStartObject();
        json.WriteString("key", ticket.Key);
        Strings(json, "places", ticket.Places.Select(TicketText.Place));
        json.WriteString("status", ticket.Item is { } known ? TicketText.Status(known.Item.Status) : null);
        json.WriteString("owner", Shown(ticket.Item?.Item.Owner, names));
        json.WriteEndObject();
    }

    public static string EvidenceText(LinkEvidence evidence) => evidence switch
    {
        LinkEvidence.Session => "session-id",
        LinkEvidence.Note => "note",
        LinkEvidence.Content => "content",
        LinkEvidence.Window => "window",
        _ => "none",
    };
}
