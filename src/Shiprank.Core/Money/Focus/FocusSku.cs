using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Shiprank.Core.Money.Focus;

/// <summary>What is sold at a unit price: a meter of a model, a credit, a seat, or money itself where nobody publishes a price.</summary>
public sealed class FocusSku
{
    /// <summary>Of the price of a million tokens.</summary>
    public const string Million = "1000000 Tokens";

    public const string Dollars = "USD";

    private readonly byte[] details12;
    private readonly byte[] details14;

    /// <param name="id">The same whatever it costs.</param>
    /// <param name="listUnitPrice">USD for one <paramref name="pricingUnit"/>.</param>
    /// <param name="details">Keys of FOCUS 1.5's draft, in their order; a key of our own begins with <c>x_</c>. Empty: nothing is to say.</param>
    public FocusSku(string id, string meter, decimal listUnitPrice, string pricingUnit, string consumedUnit, IReadOnlyList<(string Key, string Value)> details)
    {
        (Id, Meter, ListUnitPrice, PricingUnit, ConsumedUnit) = (id, meter, listUnitPrice, pricingUnit, consumedUnit);
        PriceId = string.Create(CultureInfo.InvariantCulture, $"{id}@{listUnitPrice:0.############}");
        details12 = Cell(details, "x_");
        details14 = Cell(details, "");
    }

    public string Id { get; }

    /// <summary>Another one whenever the price is another one.</summary>
    public string PriceId { get; }

    public string Meter { get; }

    public decimal ListUnitPrice { get; }

    public string PricingUnit { get; }

    public string ConsumedUnit { get; }

    /// <summary>Credits of a tool: what the price is counted in before it is money. Null: the price is in dollars.</summary>
    public string? Currency { get; init; }

    /// <summary>Who made the model; empty when nobody knows, or it is no model.</summary>
    public string Developer { get; init; } = "";

    /// <summary>The description of the last row that was of it: the next one is mostly the same.</summary>
    internal Description? Described { get; set; }

    /// <summary>SkuPriceDetails as a CSV cell: 1.2 knows none of the draft's keys, so that they are custom there.</summary>
    internal ReadOnlySpan<byte> Details(FocusVersion version) => version == FocusVersion.V12 ? details12 : details14;

    private static byte[] Cell(IReadOnlyList<(string Key, string Value)> details, string prefix)
    {
        if (details.Count == 0) return [];
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (key, value) in details) json.WriteString(key.StartsWith("x_", StringComparison.Ordinal) ? key : prefix + key, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(stream.ToArray()).Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    /// <param name="Text">Of a row of this model and tool.</param>
    internal sealed record Description(string Model, string Tool, string Text);
}
