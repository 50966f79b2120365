using System.Text.Json;
using Shiprank.Core.Money.Modelling;
using Shiprank.Engine.Modelling;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank model --json</c>: before and after by team and model, with ranges, and what is taken for granted.</summary>
public static class ModelDocument
{
    public static void Write(Stream into, SpendModelView view)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.Said(view);
        json.WriteEndObject();
    }

    public static void Write(Stream into, ScenarioCheck check)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("scenario", check.Said.Model.Scenario.Name);
        json.WriteString("date", PriceChangesDocument.Day(check.After.Since));
        json.WriteWindow(check.After);
        json.WriteNumber("daysOver", check.Days);
        json.WriteBoolean("isOver", check.IsOver);
        json.WriteStartObject("total");
        json.Checked(check.Total);
        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (var team in check.Teams)
        {
            json.WriteStartObject();
            json.WriteString("team", team.Name);
            json.Checked(team);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("tokensBefore", check.BeforeTokens);
        json.WriteNumber("tokensActual", check.ActualTokens);
        json.WriteNumber("unpricedTokensActual", check.ActualUnpricedTokens);
        json.WriteStartObject("said");
        json.Said(check.Said);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string Text(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Within => "within",
        ScenarioVerdict.Below => "below",
        ScenarioVerdict.Above => "above",
        _ => "not_over",
    };

    private static void Said(this Utf8JsonWriter json, SpendModelView view)
    {
        var model = view.Model;
        json.WriteString("scenario", model.Scenario.Name);
        json.WriteWindow(view.Window);
        json.WriteDecimal("months", view.Months);
        json.WriteExact("nowUsd", model.NowUsd);
        json.WriteEstimate("thenUsd", model.ThenUsd);
        json.WriteGroups("teams", "team", model.ByTeam);
        json.WriteGroups("models", "model", model.ByModel);
        json.WriteStartArray("seats");
        foreach (var seat in model.Seats)
        {
            json.WriteStartObject();
            json.WriteString("name", seat.Offer.Name);
            json.WriteString("tool", seat.Offer.Tool);
            json.WriteExact("usdPerMonth", seat.Offer.UsdPerMonth);
            json.WriteExact("breakEvenUsdPerMonth", seat.Offer.UsdPerMonth);
            json.WriteNumber("people", seat.People);
            if (seat.Above is { } above) json.WriteNumber("above", above);
            else json.WriteNull("above");
            json.WriteExact("useUsd", seat.UseUsd);
            json.WriteExact("thenUsd", seat.ThenUsd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("kept");
        foreach (var kept in model.Kept)
        {
            json.WriteStartObject();
            json.WriteString("model", kept.Model);
            json.WriteString("why", kept.Why);
            json.WriteExact("usd", kept.Usd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("unpricedTokens", model.UnpricedTokens);
        json.WriteNumber("unpricedResponses", model.UnpricedResponses);
        json.WriteStartArray("assumptions");
        foreach (var assumption in model.Assumptions) json.WriteStringValue(assumption);
        json.WriteEndArray();
    }

    private static void WriteGroups(this Utf8JsonWriter json, string name, string key, IReadOnlyList<ModelledGroup> groups)
    {
        json.WriteStartArray(name);
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString(key, group.Name);
            json.WriteExact("nowUsd", group.NowUsd);
            json.WriteEstimate("thenUsd", group.ThenUsd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Checked(this Utf8JsonWriter json, CheckedGroup group)
    {
        json.WriteExact("beforeUsd", group.BeforeUsd);
        json.WriteEstimate("saidUsd", group.Said);
        json.WriteExact("actualUsd", group.ActualUsd);
        json.WriteString("verdict", Text(group.Verdict));
    }

    private static void WriteEstimate(this Utf8JsonWriter json, string name, Estimate value)
    {
        json.WriteStartObject(name);
        json.WriteExact("lo", value.Lo);
        json.WriteExact("mid", value.Mid);
        json.WriteExact("hi", value.Hi);
        json.WriteEndObject();
    }
}
