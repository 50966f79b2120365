using System.Text.Json;
using Shiprank.Core.Pricing;
using Shiprank.Cli.Commands.Usage;

namespace Shiprank.Cli.Commands.Prices;

/// <summary>The document of <c>shiprank prices --json</c>: rates are decimal strings, USD per million tokens; null when the list has none.</summary>
internal static class PricesDocument
{
    public static void Write(TextWriter writer, PriceList prices, IReadOnlyList<FoundPrice> found, DateTimeOffset at) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteNumber("schemaVersion", 1);
        UsageDocument.PriceListFields(json, prices);
        json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ"));
        json.WriteStartArray("models");
        foreach (var price in found)
        {
            json.WriteStartObject();
            Model(json, price);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("credits");
        foreach (var credit in prices.Rules.Credits.DistinctBy(c => c.Tool, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("tool", credit.Tool);
            json.WriteDecimal("usd", credit.Usd);
            json.WriteString("source", credit.Source);
            json.WriteString("date", credit.Date.ToString("yyyy-MM-dd"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Model(Utf8JsonWriter json, FoundPrice price)
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
        foreach (var (name, rate) in rates) json.WriteDecimal(name, rate?.Base);
        json.WriteStartArray("tiers");
        foreach (var above in rates.SelectMany(r => r.Rate?.Tiers ?? []).Select(t => t.Above).Distinct().Order())
        {
            json.WriteStartObject();
            json.WriteNumber("promptAbove", above);
            foreach (var (name, rate) in rates) json.WriteDecimal(name, rate?.For(above + 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
