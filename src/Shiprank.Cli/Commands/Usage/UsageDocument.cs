using System.Text.Json;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;

namespace Shiprank.Cli.Commands.Usage;

/// <summary>The document of <c>shiprank usage --json</c> (interfaces, section 3).</summary>
internal static class UsageDocument
{
    public static void Write(TextWriter writer, UsageSummary summary, IngestReport ingest, PriceList prices, TimeZoneInfo zone) =>
        JsonDocumentWriter.Write(writer, json => Fields(json, summary, ingest, prices, zone));

    public static void Fields(Utf8JsonWriter json, UsageSummary summary, IngestReport ingest, PriceList prices, TimeZoneInfo zone)
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("timeZone", zone.Id);
        json.WriteStartArray("rows");
        foreach (var row in summary.Rows)
        {
            json.WriteStartObject();
            json.WriteString("key", row.Key);
            Totals(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("totals");
        Totals(json, summary.Totals);
        json.WriteEndObject();
        json.WriteStartObject("byTool");
        foreach (var (tool, group) in summary.ByTool)
        {
            json.WriteStartObject(tool);
            Totals(json, group);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        IngestFields(json, ingest);
        PriceListFields(json, prices);
    }

    public static void PriceListFields(Utf8JsonWriter json, PriceList prices)
    {
        json.WriteStartObject("priceList");
        json.WriteString("version", prices.Version);
        json.WriteString("date", prices.Date.ToString("yyyy-MM-dd"));
        json.WriteString("sha256", prices.Sha256);
        json.WriteEndObject();
    }

    private static void Totals(Utf8JsonWriter json, UsageGroup group)
    {
        var totals = group.Totals;
        json.WriteStrings("tools", group.Tools);
        json.WriteStrings("models", group.Models);
        json.WriteNumber("responses", totals.Responses);
        json.WriteNumber("input", totals.Tokens.Input);
        json.WriteNumber("cacheRead", totals.Tokens.CacheRead);
        json.WriteNumber("cacheWrite5m", totals.Tokens.CacheWrite5m);
        json.WriteNumber("cacheWrite1h", totals.Tokens.CacheWrite1h);
        json.WriteNumber("output", totals.Tokens.Output);
        json.WriteNumber("reasoning", totals.Tokens.Reasoning);
        json.WriteNumber("total", totals.Tokens.Total);
        json.WriteDecimal("credits", totals.Credits ?? 0);
        json.WriteDecimal("costUsd", totals.CostUsd);
        json.WriteNumber("unpricedTokens", totals.UnpricedTokens);
        json.WriteNumber("unpricedResponses", totals.UnpricedResponses);
    }

    /// <summary>What was read and what was left out.</summary>
    public static void IngestFields(Utf8JsonWriter json, IngestReport ingest)
    {
        json.WriteStartObject("ingest");
        json.WriteNumber("files", ingest.Files);
        json.WriteNumber("bytes", ingest.Bytes);
        json.WriteNumber("linesRead", ingest.LinesRead);
        json.WriteStartArray("skipped");
        foreach (var skipped in ingest.Skipped.OrderBy(s => s.File, StringComparer.Ordinal).ThenBy(s => s.Line))
        {
            json.WriteStartObject();
            json.WriteString("file", skipped.File);
            json.WriteNumber("line", skipped.Line);
            json.WriteString("reason", skipped.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
