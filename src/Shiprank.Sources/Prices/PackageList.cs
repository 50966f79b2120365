using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shiprank.Sources.Prices;

/// <summary>Converts the data of the npm package <c>@pydantic/genai-prices</c> to the product's list, as <c>eng/prices.mjs</c> does, without running it.</summary>
public static partial class PackageList
{
    /// <summary>Prices of an API under terms of its own.</summary>
    private const string LeftOut = "openrouter";

    private static readonly (string Ours, string Theirs)[] rates = [("input", "input_mtok"), ("cacheRead", "cache_read_mtok"), ("cacheWrite5m", "cache_write_mtok"), ("cacheWrite1h", "cache_write_1h_mtok"), ("output", "output_mtok")];

    private static readonly string[] untold = ["requests_kcount", "output_reasoning_mtok", "output_citation_mtok"];

    /// <summary>True for the package's script, false for anything else.</summary>
    public static bool IsScript(byte[] file) => Table(Encoding.UTF8.GetString(file)) is not null;

    /// <param name="version">Of the package.</param>
    /// <param name="date">The day of its release: the package doesn't say.</param>
    /// <returns>The list in the product's form.</returns>
    /// <exception cref="JsonException">It isn't the package, or says something that has no place in the list.</exception>
    public static byte[] Convert(byte[] script, string version, DateOnly date)
    {
        var text = Encoding.UTF8.GetString(script);
        var table = Table(text) ?? throw new JsonException("no table of providers was found");
        var providers = (JsonArray)ScriptLiteral.Read(text, table)!;
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var list = new JsonObject
        {
            ["version"] = $"{day}.1",
            ["date"] = day,
            ["source"] = new JsonObject { ["package"] = "@pydantic/genai-prices", ["version"] = version, ["date"] = day, ["licence"] = "MIT", ["sha256"] = System.Convert.ToHexStringLower(SHA256.HashData(script)) },
            ["providers"] = new JsonArray([.. providers.Select(p => (JsonObject)p!).Where(p => (string?)p["id"] != LeftOut).Select(p => (JsonNode)Provider(p))]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(list);
    }

    private static int? Table(string text) => TableStart().Match(text) is { Success: true } found ? found.Index + 1 : null;

    [GeneratedRegex("=\\[\\{id:\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TableStart();

    private static JsonObject Provider(JsonObject p)
    {
        var provider = new JsonObject { ["id"] = p["id"]!.DeepClone() };
        if (p["provider_match"] is JsonObject named) provider["named"] = Match(named);
        if (p["model_match"] is JsonObject owns) provider["owns"] = Match(owns);
        if (p["fallback_model_providers"] is { } fallback) provider["fallback"] = fallback.DeepClone();
        provider["models"] = new JsonArray([.. ((JsonArray)p["models"]!).Select(m => (JsonNode)new JsonObject { ["id"] = m!["id"]!.DeepClone(), ["match"] = Match((JsonObject)m["match"]!), ["prices"] = Schedule(m) })]);
        return provider;
    }

    /// <summary>An entry holds from its date on, within its hours; hours after a date belong to that date's price.</summary>
    private static JsonArray Schedule(JsonNode model)
    {
        var entries = model["prices"] is JsonArray several ? several.Select(e => (e!["constraint"], e["prices"]!)) : [(null, model["prices"]!)];
        var (schedule, from) = (new JsonArray(), (string?)null);
        foreach (var (constraint, prices) in entries)
        {
            if ((string?)constraint?["type"] == "start_date") from = (string?)constraint["start_date"];
            var period = new JsonObject();
            if (from is not null) period["from"] = from;
            if ((string?)constraint?["type"] == "time_of_date") period["hours"] = new JsonArray(Clock(constraint["start_time"]), Clock(constraint["end_time"]));
            foreach (var (name, rate) in Rates((JsonObject)prices)) period[name] = rate;
            schedule.Add(period);
        }

        return schedule;
    }

    private static JsonValue Clock(JsonNode? time) => (string?)time is { Length: 9 } text && text.EndsWith(":00Z", StringComparison.Ordinal) ? JsonValue.Create(text[..5]) : throw new JsonException($"unexpected time of day {time}");

    /// <summary>A price that tokens by bucket can't tell: the model stays without rates, so its usage is unpriced, not priced too low.</summary>
    private static IEnumerable<(string Name, JsonNode Rate)> Rates(JsonObject prices)
    {
        if (untold.Any(prices.ContainsKey)) yield break;
        foreach (var (ours, theirs) in rates)
        {
            if (prices[theirs] is not { } rate) continue;
            yield return (ours, rate is JsonObject tiered
                ? new JsonObject { ["base"] = tiered["base"]!.DeepClone(), ["above"] = new JsonArray([.. ((JsonArray)tiered["tiers"]!).Select(t => (JsonNode)new JsonArray(t!["start"]!.DeepClone(), t["price"]!.DeepClone()))]) }
                : rate.DeepClone());
        }
    }

    private static JsonObject Match(JsonObject rule)
    {
        if (rule["or"] is JsonArray or) return or.Count == 1 ? Match((JsonObject)or[0]!) : new() { ["any"] = new JsonArray([.. or.Select(r => (JsonNode)Match((JsonObject)r!))]) };
        if (rule["and"] is JsonArray and) return new() { ["all"] = new JsonArray([.. and.Select(r => (JsonNode)Match((JsonObject)r!))]) };
        foreach (var (theirs, ours) in (ReadOnlySpan<(string, string)>)[("equals", "is"), ("starts_with", "starts"), ("ends_with", "ends"), ("contains", "contains")])
        {
            if ((string?)rule[theirs] is { } text) return new() { [ours] = text.ToLowerInvariant() };
        }

        return (string?)rule["regex"] is { } pattern ? Pattern(pattern) : throw new JsonException($"unknown match rule {rule.ToJsonString()}");
    }

    /// <summary>"A name with a date behind it" is a rule of its own: it needs no regular expression to be compiled at start.</summary>
    private static JsonObject Pattern(string pattern)
    {
        if (Dated().Match(pattern) is { Success: true } dated) return new() { ["dated"] = dated.Groups["text"].Value.Replace("\\.", ".", StringComparison.Ordinal) };
        if (Literal().Match(pattern) is { Success: true } literal) return new() { ["is"] = literal.Groups["text"].Value.Replace("\\", "", StringComparison.Ordinal).ToLowerInvariant() };
        return new() { ["regex"] = pattern };
    }

    [GeneratedRegex("""^\^(?<text>(?:[a-z0-9/-]|\\\.)+)-(?:\\d\{8\}|\\d\{4\}-\\d\{2\}-\\d\{2\})\$$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dated();

    [GeneratedRegex("""^\^(?<text>(?:[A-Za-z0-9=/-]|\\[.[\]])+)\$$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
