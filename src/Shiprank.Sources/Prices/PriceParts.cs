using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>The files that a price list is put together from, so that the list can be kept as it was and put together again.</summary>
public sealed class PriceParts
{
    private readonly byte[] list;
    private readonly byte[] overlay;
    private readonly IReadOnlyList<PricePart> own;
    private readonly Lazy<PriceList> assembled;

    public PriceParts(byte[] list, byte[] overlay, IReadOnlyList<PricePart> own)
    {
        (this.list, this.overlay, this.own) = (list, overlay, own);
        assembled = new(Assemble);
    }

    /// <exception cref="JsonException">A part isn't what it has to be.</exception>
    public PriceList List => assembled.Value;

    /// <summary>The same with other lists of the organisation's own.</summary>
    public PriceParts With(IReadOnlyList<PricePart> own) => new(list, overlay, own);

    /// <summary>The same over another list of the product.</summary>
    public PriceParts Over(byte[] list) => new(list, overlay, own);

    /// <summary>All parts in one compressed document.</summary>
    public byte[] Pack()
    {
        var document = new JsonObject
        {
            ["list"] = JsonNode.Parse(list),
            ["overlay"] = JsonNode.Parse(overlay),
            ["own"] = new JsonArray([.. own.Select(p => (JsonNode)p.Written())]),
        };
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(JsonSerializer.SerializeToUtf8Bytes(document));
        return packed.ToArray();
    }

    /// <summary>Rates and dates as they were packed; the hash is of what was packed and may be another than the files'.</summary>
    /// <exception cref="JsonException">It isn't what <see cref="Pack"/> made.</exception>
    public static PriceParts Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(brotli);
        var root = document.RootElement;
        return new(Bytes(root.GetProperty("list")), Bytes(root.GetProperty("overlay")), root.Each("own", PricePart.Read));
    }

    internal static byte[] Bytes(JsonElement element) => System.Text.Encoding.UTF8.GetBytes(element.GetRawText());

    private PriceList Assemble()
    {
        using var head = JsonDocument.Parse(list);
        using var over = JsonDocument.Parse(overlay);
        var rules = PriceFile.Rules(over.RootElement);
        var layers = PriceLayer.Ordered(own.Select(p => p.Layer(rules)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(list);
        hash.AppendData(overlay);
        foreach (var part in own) part.AddTo(hash);
        var (version, date, providers) = PriceFile.List(head.RootElement);
        var name = string.Join('+', [version, rules.Name, .. layers.Select(l => l.Version)]);
        return new(name, date, Convert.ToHexStringLower(hash.GetHashAndReset()), providers, rules) { Layers = layers };
    }
}
