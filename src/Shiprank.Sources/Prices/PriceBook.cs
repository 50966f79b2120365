using System.Security.Cryptography;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>The product's price list (figures of genai-prices, MIT, converted by <c>eng/prices.mjs</c>), its overlay, and a contract's rates before both.</summary>
public static class PriceBook
{
    private static readonly Lazy<PriceParts> shipped = new(() => new(Resource("price-list.json"), Resource("overlay.json"), []));

    /// <summary>List and overlay as shipped: no file, no network.</summary>
    public static PriceList Embedded => Shipped.List;

    /// <summary>What <see cref="Embedded"/> is put together from.</summary>
    public static PriceParts Shipped => shipped.Value;

    /// <param name="contractPath">
    /// A JSON file of a contract's own rates in the overlay's form (<c>docs/reference/prices.md</c>): what it names goes before the list. Null: none.
    /// </param>
    /// <returns>The problem names the file and, for broken JSON, the line.</returns>
    public static Result<PriceList> Load(string? contractPath)
    {
        if (contractPath is null) return Embedded;
        try
        {
            return Assemble(File.ReadAllBytes(contractPath));
        }
        catch (JsonException e)
        {
            return new Problem(contractPath, e.LineNumber + 1 ?? 0, e.Message, "see docs/reference/prices.md");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(contractPath, 0, e.Message);
        }
    }

    private static PriceList Assemble(byte[] contract)
    {
        var (list, overlay) = (Resource("price-list.json"), Resource("overlay.json"));
        using var head = JsonDocument.Parse(list);
        var rules = Rules(contract).Before(Rules(overlay));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { list, overlay, contract }) hash.AppendData(part);
        var (version, date, providers) = PriceFile.List(head.RootElement);
        return new($"{version}+{rules.Name}", date, Convert.ToHexStringLower(hash.GetHashAndReset()), providers, rules);
    }

    private static PriceRules Rules(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return PriceFile.Rules(document.RootElement);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PriceBook).Assembly.GetManifestResourceStream($"Shiprank.Sources.Prices.{name}")
            ?? throw new InvalidOperationException($"the build left {name} out");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
