using System.Text.Json;
using Shiprank.Core;
using Shiprank.Engine.Health;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank sources --json</c>: where facts come from, how that is, and who in them is nobody's.</summary>
public static class SourcesDocument
{
    public static void Write(Stream into, SourcesView view)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", view.AsOf);
        json.WriteStartObject("states");
        foreach (var state in Enum.GetValues<SourceState>()) json.WriteNumber(StateText(state), view.In(state));
        json.WriteEndObject();
        json.WriteStartArray("sources");
        foreach (var source in view.Sources) Write(json, source, view.AsOf);
        json.WriteEndArray();
        json.WriteStartArray("unmatched");
        foreach (var identity in view.Unmatched) Write(json, identity);
        json.WriteEndArray();
        json.WriteAmount("nobody", view.Nobody);
        json.WriteStartObject("coverage");
        json.WriteFigure("people", view.Coverage.People);
        json.WriteFigure("matched", view.Coverage.Matched);
        json.WriteFigure("priced", view.Coverage.Priced);
        json.WriteFigure("changed", view.Coverage.Changed);
        json.WriteTime("newest", view.Coverage.Newest);
        json.WriteEndObject();
        if (view.StoreBytes is { } bytes) json.WriteNumber("storeBytes", bytes);
        else json.WriteNull("storeBytes");
        json.WriteProblems([.. view.Configuration, .. view.Unread]);
        json.WriteEndObject();
    }

    public static string StateText(SourceState state) => state switch
    {
        SourceState.Ok => "ok",
        SourceState.Late => "late",
        SourceState.Failing => "failing",
        _ => "never_seen",
    };

    public static string KindText(SourceKind kind) => kind switch
    {
        SourceKind.Home => "home",
        SourceKind.Telemetry => "telemetry",
        SourceKind.Repository => "repository",
        SourceKind.Events => "events",
        SourceKind.Hook => "hook",
        SourceKind.Bill => "bill",
        SourceKind.Runs => "runs",
        _ => "prices",
    };

    private static void Write(Utf8JsonWriter json, SourceRow source, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("kind", KindText(source.Kind));
        json.WriteString("name", source.Name);
        json.WriteString("how", source.How);
        json.WriteString("state", StateText(source.State));
        json.WriteTime("newest", source.Newest);
        if (source.Lag(now) is { } lag) json.WriteNumber("lagSeconds", (long)lag.TotalSeconds);
        else json.WriteNull("lagSeconds");
        json.WriteTime("lastRead", source.LastRead);
        json.WriteNumber("rows", source.Rows);
        json.WriteString("covers", source.Covers);
        json.WriteNumber("skipped", source.SkippedCount);
        json.WriteStartArray("skippedReasons");
        foreach (var (reason, count) in source.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("reason", reason);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("wrong", source.Wrong);
        json.WriteString("next", source.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UnmatchedIdentity identity)
    {
        json.WriteStartObject();
        json.WriteString("id", identity.Id);
        json.WriteStartArray("names");
        foreach (var name in identity.Names) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("commits", identity.Commits);
        json.WriteNumber("requests", identity.Requests);
        json.WriteNumber("reviews", identity.Reviews);
        json.WriteAmount("spend", identity.Spend);
        json.WriteTime("last", identity.Last);
        json.WriteStartArray("suggestions");
        foreach (var suggestion in identity.Suggestions)
        {
            json.WriteStartObject();
            json.WriteString("person", suggestion.Person);
            json.WriteString("why", suggestion.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
