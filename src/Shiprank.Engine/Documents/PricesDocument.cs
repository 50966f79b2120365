using System.Text.Json;
using Shiprank.Core.Pricing;
using Shiprank.Engine.Prices;
using Shiprank.Sources.Prices;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank prices --json</c>: rates are decimal strings, USD per million tokens; null when the list has none.</summary>
public static class PricesDocument
{
    public static void Write(Stream into, PriceList prices, IReadOnlyList<FoundPrice> found, DateTimeOffset at)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartObject("priceList");
        json.WriteString("version", prices.Version);
        json.WriteString("date", prices.Date.ToString("yyyy-MM-dd"));
        json.WriteString("sha256", prices.Sha256);
        json.WriteEndObject();
        json.WriteTime("at", at);
        json.WriteStartArray("models");
        foreach (var price in found)
        {
            json.WriteStartObject();
            Model(json, prices, price);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("credits");
        foreach (var credit in prices.CreditsAt(at))
        {
            json.WriteStartObject();
            json.WriteString("tool", credit.Tool);
            json.WriteRate("usd", credit.Usd);
            json.WriteString("source", credit.Source);
            json.WriteString("date", credit.Date.ToString("yyyy-MM-dd"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("lists");
        foreach (var layer in prices.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("kind", layer.Kind == PriceListKind.Contract ? "contract" : "list");
            json.WriteString("version", layer.Version);
            json.WriteStartArray("providers");
            foreach (var provider in layer.Providers) json.WriteStringValue(provider);
            json.WriteEndArray();
            json.WriteString("from", layer.From?.ToString("yyyy-MM-dd"));
            json.WriteString("to", layer.To?.ToString("yyyy-MM-dd"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Model(Utf8JsonWriter json, PriceList prices, FoundPrice price)
    {
        json.WriteString("model", price.Model.Id);
        json.WriteString("provider", price.Model.Provider);
        json.WriteBoolean("exact", price.Exact);
        json.WriteString("from", price.Period?.From?.ToString("yyyy-MM-dd"));
        json.WriteString("hours", price.Period is { Start: { } start, End: { } end } ? $"{start:HH:mm}-{end:HH:mm}" : null);
        (string Name, Rate? Rate)[] rates =
        [
            ("input", price.Rates?.Input), ("cacheRead", price.Rates?.CacheRead), ("cacheWrite5m", price.Rates?.CacheWrite5m),
            ("cacheWrite1h", price.Rates?.CacheWrite1h), ("output", price.Rates?.Output),
        ];
        foreach (var (name, rate) in rates) json.WriteRate(name, rate?.Base);
        json.WriteStartArray("tiers");
        foreach (var above in rates.SelectMany(r => r.Rate?.Tiers ?? []).Select(t => t.Above).Distinct().Order())
        {
            json.WriteStartObject();
            json.WriteNumber("promptAbove", above);
            foreach (var (name, rate) in rates) json.WriteRate(name, rate?.For(above + 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("list", prices.HomeOf(price.Model)?.Name);
        json.WriteRate("fast", prices.TierFactor(price.Model, "fast"));
        json.WriteRate("batch", BatchBook.Shipped.FirstOrDefault(b => b.Provider == price.Model.Provider)?.Factor);
        json.WriteChanges("history", [.. PriceChanges.Steps(price.Model.Provider, price.Model).OrderBy(c => c.From)]);
    }

    /// <summary>Exact, without zeros at the end: rates have more decimals than amounts.</summary>
    private static void WriteRate(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteString(name, number.ToString("0.############################"));
        else json.WriteNull(name);
    }
}
