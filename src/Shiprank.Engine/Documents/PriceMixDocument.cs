using System.Text.Json;
using Shiprank.Engine.Prices;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank prices --mix --json</c>: what we pay for a million tokens of our mix, beside the list.</summary>
public static class PriceMixDocument
{
    public static void Write(Stream into, PriceMix mix)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteWindow(mix.Window);
        json.WriteString("comparedWith", PriceChangesDocument.Day(mix.Compared));
        json.WriteStartArray("rows");
        foreach (var row in mix.Rows)
        {
            json.WriteStartObject();
            json.WriteString("model", row.Model);
            json.WriteString("provider", row.Provider);
            json.WriteNumber("responses", row.Responses);
            json.WriteNumber("tokens", row.Tokens.Total);
            json.WriteNumber("input", row.Tokens.Input);
            json.WriteNumber("cacheRead", row.Tokens.CacheRead);
            json.WriteNumber("cacheWrite5m", row.Tokens.CacheWrite5m);
            json.WriteNumber("cacheWrite1h", row.Tokens.CacheWrite1h);
            json.WriteNumber("output", row.Tokens.Output);
            json.WriteExact("costUsd", row.Usd);
            json.WriteDecimal("perMillion", row.Effective);
            json.WriteDecimal("perMillionAtList", row.AtList);
            json.WriteExact("effectOfPricesUsd", row.Effect);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("totals");
        json.WriteNumber("tokens", mix.Tokens);
        json.WriteExact("costUsd", mix.Usd);
        json.WriteDecimal("perMillion", mix.Effective);
        json.WriteExact("effectOfPricesUsd", mix.Effect);
        json.WriteNumber("unpricedTokens", mix.UnpricedTokens);
        json.WriteExact("creditsUsd", mix.CreditsUsd);
        json.WriteEndObject();
        json.WriteStartArray("unpricedModels");
        foreach (var model in mix.UnpricedModels) json.WriteStringValue(model);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
