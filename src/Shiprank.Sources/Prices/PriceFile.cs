using System.Text.Json;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>Reads the JSON of lists, overlays and contracts. What doesn't fit throws a <see cref="JsonException"/> that says where.</summary>
internal static class PriceFile
{
    public static (string Version, DateOnly Date, IReadOnlyList<PriceProvider> Providers) List(JsonElement root) => (
        root.Text("version"),
        root.Day("date"),
        root.Each("providers", p =>
        {
            var id = p.Text("id");
            return new PriceProvider(id, p.Rule("named"), p.Rule("owns"), p.Texts("fallback"), p.Each("models", m => Model(id, m)));
        }));

    public static PriceRules Rules(JsonElement root)
    {
        root.Only("name", "models", "tiers", "longWrites", "credits", "routes", "tools");
        return new()
        {
            Name = root.Text("name"),
            Models = root.Each("models", m => Model(PricedModel.OfContract, m)),
            Tiers = root.Each("tiers", t => new TierMultiplier(t.Texts("tiers"), Match(t, "match"), t.Number("factor"), t.Text("source"), t.Day("date"))),
            LongWrites = root.Each("longWrites", w => new LongWriteRule(Match(w, "match"), w.Number("ofInput"), w.Text("source"), w.Day("date"))),
            Credits = root.Each("credits", c => new CreditRate(c.Text("tool"), c.Number("usd"), c.Text("source"), c.Day("date"))),
            Routes = root.Each("routes", r => new ProviderRoute(r.Text("provider"), Match(r, "match"))),
            Tools = root.TryGetProperty("tools", out var tools) ? tools.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString() ?? "") : [],
        };
    }

    private static PricedModel Model(string provider, JsonElement model)
    {
        model.Only("id", "match", "prices", "source", "date");
        return new(provider, model.Text("id"), Match(model, "match"), model.Each("prices", Period));
    }

    private static PricePeriod Period(JsonElement period)
    {
        period.Only("from", "hours", "input", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output");
        var hours = period.Texts("hours");
        if (hours.Count is not (0 or 2)) throw new JsonException("\"hours\" takes two times: [\"06:00\", \"10:00\"]");
        return new(
            period.TryGetProperty("from", out _) ? period.Day("from") : null,
            hours.Count == 2 ? Clock(hours[0]) : null,
            hours.Count == 2 ? Clock(hours[1]) : null,
            new(Rate(period, "input"), Rate(period, "cacheRead"), Rate(period, "cacheWrite5m"), Rate(period, "cacheWrite1h"), Rate(period, "output")));
    }

    private static TimeOnly Clock(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", out var time) ? time : throw new JsonException($"\"{text}\" is no time of day (06:00)");

    private static Rate? Rate(JsonElement period, string name)
    {
        if (!period.TryGetProperty(name, out var rate)) return null;
        if (rate.ValueKind == JsonValueKind.Number) return period.Number(name);
        rate.Only("base", "above");
        return new(rate.Number("base"), rate.Each("above", t => t.ValueKind == JsonValueKind.Array && t.GetArrayLength() == 2
            ? new RateTier((long)PriceJson.Amount(t[0], name), PriceJson.Amount(t[1], name))
            : throw new JsonException($"\"above\" of \"{name}\" takes pairs: [[200000, 6]]")));
    }

    private static ModelMatch Match(JsonElement owner, string name) =>
        owner.Rule(name) ?? throw new JsonException($"\"{name}\" is missing in {owner.GetRawText()}");
}
