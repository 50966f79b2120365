using System.Text.Json;
using Shiprank.Core.Money;
using Shiprank.Core.Usage;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>OpenAI's usage and costs of a month.</summary>
internal static class OpenAiPaper
{
    public static string Usage(IEnumerable<Billed> usage) => PaperText.Page(
        usage.GroupBy(u => (u.Day, u.Model)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Model, StringComparer.Ordinal).GroupBy(g => g.Key.Day),
        Bucket,
        (json, g) =>
        {
            var tokens = g.Aggregate(default(TokenCounts), (sum, u) => sum + u.Tokens);
            json.WriteString("object", "organization.usage.completions.result");
            json.WriteString("model", g.Key.Model);
            json.WriteNumber("input_tokens", tokens.Prompt);
            json.WriteNumber("input_cached_tokens", tokens.CacheRead);
            json.WriteNumber("output_tokens", tokens.Output);
        });

    public static string Costs(IEnumerable<Billed> usage, Plan plan) => PaperText.Page(
        usage.GroupBy(u => (u.Day, u.Model)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Model, StringComparer.Ordinal).GroupBy(g => g.Key.Day),
        Bucket,
        (json, g) =>
        {
            json.WriteString("object", "organization.costs.result");
            json.WriteStartObject("amount");
            json.WriteNumber("value", Nano.Units(g.Sum(plan.Charged)));
            json.WriteString("currency", "usd");
            json.WriteEndObject();
            json.WriteString("line_item", $"{g.Key.Model}, tokens");
        });

    private static void Bucket(Utf8JsonWriter json, DateOnly day)
    {
        json.WriteString("object", "bucket");
        json.WriteNumber("start_time", PaperText.Epoch(day));
        json.WriteNumber("end_time", PaperText.Epoch(day.AddDays(1)));
    }
}
