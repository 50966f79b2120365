using System.Text.Json;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank changes --json</c>. People who don't share are a count; <c>hiding</c> says how many of them keep a change's cost from being shown.</summary>
public static class ChangesDocument
{
    public static void Write(Stream into, ChangeListing listing, ChangeSort sort, SharedNames names, Policy policy, DateTimeOffset asOf)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WritePolicy(policy, asOf);
        json.WriteString("sort", sort.ToString().ToLowerInvariant());
        json.WriteStartArray("changes");
        foreach (var row in listing.Rows) Write(json, row, names);
        json.WriteEndArray();
        if (listing.Rest is { } rest) Write(json, "rest", rest);
        else json.WriteNull("rest");
        Write(json, "totals", listing.Totals);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, ChangeRow row, SharedNames names)
    {
        json.WriteStartObject();
        json.WriteString("repository", row.Repository);
        json.WriteString("sha", row.Sha);
        if (row.Main.Request is { } request) json.WriteNumber("request", request);
        else json.WriteNull("request");
        json.WriteTime("mergedAt", row.Main.MergedAt);
        json.WriteTime("deployedAt", row.DeployedAt);
        json.WriteStartArray("services");
        foreach (var service in row.Services) json.WriteStringValue(service.Service);
        json.WriteEndArray();
        json.WriteString("fate", ScoreDocument.FateText(row.Main.Fate));
        json.WriteBoolean("provisional", row.Provisional);
        json.WriteNumber("eligible", row.Eligible);
        json.WriteNumber("alive", row.Alive);
        json.WriteString("evidence", row.Evidence.Name());
        json.WriteString("link", row.Hiding > 0 ? null : ChangeDocument.EvidenceText(row.Link));
        json.WriteStartArray("people");
        foreach (var person in row.People.Where(names.Shows)) json.WriteStringValue(person);
        json.WriteEndArray();
        json.WriteNumber("otherPeople", row.People.Count(p => !names.Shows(p)));
        if (row.Hiding > 0) json.WriteNull("sessions");
        else json.WriteNumber("sessions", row.Sessions);
        Write(json, row.Spend);
        json.WriteDecimal("nd", row.Nd);
        json.WriteNumber("hiding", row.Hiding);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, string name, ChangeTotals totals)
    {
        json.WriteStartObject(name);
        json.WriteNumber("changes", totals.Changes);
        json.WriteNumber("eligible", totals.Eligible);
        json.WriteNumber("alive", totals.Alive);
        Write(json, totals.Spend);
        json.WriteDecimal("nd", totals.Nd);
        json.WriteNumber("costsNotShown", totals.Hidden);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FlowAmount? spend)
    {
        json.WriteNumber("tokens", spend?.Tokens ?? 0);
        json.WriteExact("costUsd", Nano.Units(spend?.NanoUsd));
        json.WriteExact("credits", Nano.Units(spend?.NanoCredits ?? 0));
        json.WriteNumber("unpricedTokens", spend?.UnpricedTokens ?? 0);
    }
}
