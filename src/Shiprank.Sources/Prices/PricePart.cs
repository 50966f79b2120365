using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>A list of the organisation's own with the bytes of its file.</summary>
public sealed record PricePart(string Name, PriceListKind Kind, IReadOnlyList<string> Providers, DateOnly? From, DateOnly? To, byte[] Json)
{
    /// <summary>A price of a credit, in the form of a contract's file.</summary>
    public static PricePart Of(CreditEntry credit)
    {
        var rate = new JsonObject { ["tool"] = credit.Tool, ["usd"] = credit.Usd, ["source"] = credit.Source, ["date"] = Text(credit.From) };
        var file = new JsonObject { ["name"] = "credits", ["credits"] = new JsonArray(rate) };
        return new($"credits-{credit.Tool}", PriceListKind.Contract, [], credit.From, credit.To, JsonSerializer.SerializeToUtf8Bytes(file));
    }

    /// <summary>The list as the product's rules read it.</summary>
    /// <exception cref="JsonException">The file isn't what it has to be.</exception>
    internal PriceLayer Layer(PriceRules rules)
    {
        using var document = JsonDocument.Parse(Json);
        var version = $"{Name}@{Convert.ToHexStringLower(SHA256.HashData(Json).AsSpan(0, 4))}";
        if (Kind == PriceListKind.Contract || !document.RootElement.TryGetProperty("providers", out _)) return new(Name, version, Kind, Providers, From, To, PriceFile.Rules(document.RootElement), null);
        var (_, date, providers) = PriceFile.List(document.RootElement);
        var named = Providers.Count == 0 ? providers.Select(p => p.Id) : Providers;
        return new(Name, version, Kind, [.. named], From, To, new(), new(version, date, "", providers, rules));
    }

    internal void AddTo(IncrementalHash hash)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{Name}|{Kind}|{string.Join(',', Providers)}|{Text(From)}|{Text(To)}\n")));
        hash.AppendData(Json);
    }

    internal JsonObject Written() => new()
    {
        ["name"] = Name,
        ["kind"] = (int)Kind,
        ["providers"] = new JsonArray([.. Providers.Select(p => (JsonNode)p)]),
        ["from"] = Text(From),
        ["to"] = Text(To),
        ["file"] = JsonNode.Parse(Json),
    };

    internal static PricePart Read(JsonElement part) => new(
        part.Text("name"), (PriceListKind)(int)part.Number("kind"), part.Texts("providers"), Day(part, "from"), Day(part, "to"), PriceParts.Bytes(part.GetProperty("file")));

    private static DateOnly? Day(JsonElement part, string name) => part.GetProperty(name).ValueKind == JsonValueKind.Null ? null : part.Day(name);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
