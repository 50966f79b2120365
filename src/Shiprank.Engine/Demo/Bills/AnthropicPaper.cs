using System.Text.Json;
using Shiprank.Core.Money;
using Shiprank.Core.Usage;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>Anthropic's usage, cost and analytics of a month.</summary>
internal static class AnthropicPaper
{
    public static string Usage(IEnumerable<Billed> usage) => PaperText.Page(Models(usage), Bucket, (json, m) =>
    {
        json.WriteString("model", m.Model);
        json.WriteNumber("uncached_input_tokens", m.Tokens.Input);
        json.WriteStartObject("cache_creation");
        json.WriteNumber("ephemeral_1h_input_tokens", m.Tokens.CacheWrite1h);
        json.WriteNumber("ephemeral_5m_input_tokens", m.Tokens.CacheWrite5m);
        json.WriteEndObject();
        json.WriteNumber("cache_read_input_tokens", m.Tokens.CacheRead);
        json.WriteNumber("output_tokens", m.Tokens.Output);
    });

    public static string Cost(IEnumerable<Billed> usage) => PaperText.Page(Models(usage), Bucket, (json, m) =>
    {
        Money(json, m.Nano);
        json.WriteString("cost_type", "tokens");
        json.WriteString("model", m.Model);
        json.WriteString("description", $"{m.Model} usage");
    });

    public static string Analytics(IEnumerable<Billed> usage, Roster roster)
    {
        var addresses = roster.People.ToDictionary(p => p.Id, p => p.Email, StringComparer.Ordinal);
        return PaperText.Page(usage.GroupBy(u => (u.Day, u.Who, u.Model)).GroupBy(g => g.Key.Day), Bucket, (json, g) =>
        {
            json.WriteStartObject("actor");
            if (addresses.TryGetValue(g.Key.Who, out var address))
            {
                json.WriteString("type", "user");
                json.WriteString("email_address", address);
            }
            else
            {
                json.WriteString("type", "service_account");
                json.WriteString("name", g.Key.Who);
            }

            json.WriteEndObject();
            json.WriteString("model", g.Key.Model);
            Money(json, g.Sum(u => u.Nano));
        });
    }

    private static IEnumerable<IGrouping<DateOnly, (string Model, TokenCounts Tokens, long Nano, DateOnly Day)>> Models(IEnumerable<Billed> usage) => usage
        .GroupBy(u => (u.Day, u.Model)).Select(g => (g.Key.Model, g.Aggregate(default(TokenCounts), (sum, u) => sum + u.Tokens), g.Sum(u => u.Nano), g.Key.Day))
        .OrderBy(m => m.Day).ThenBy(m => m.Model, StringComparer.Ordinal).GroupBy(m => m.Day);

    private static void Bucket(Utf8JsonWriter json, DateOnly day)
    {
        json.WriteString("starting_at", PaperText.Midnight(day));
        json.WriteString("ending_at", PaperText.Midnight(day.AddDays(1)));
    }

    /// <summary>In cents, as a text.</summary>
    private static void Money(Utf8JsonWriter json, long nano)
    {
        json.WriteString("amount", PaperText.Number(Nano.Units(nano) * 100));
        json.WriteString("currency", "USD");
    }
}
