using Shiprank.Core.Pricing;
using Shiprank.Sources.Prices;

namespace Shiprank.Engine.Prices;

/// <summary>A model with what it costs at a time, and how that moved.</summary>
/// <param name="Name">As logs call it, else its id in the list.</param>
/// <param name="Model">Null: no list knows it.</param>
/// <param name="Fast">Factor of fast mode; null: not known.</param>
/// <param name="Batch">Null: none is documented.</param>
/// <param name="Changes">Every dated change of the entry, the latest first.</param>
public sealed record ListedPrice(string Name, PricedModel? Model, string? OwnList, PricePeriod? Period, ModelRates? Rates, decimal? Fast, BatchDiscount? Batch, IReadOnlyList<PriceChange> Changes)
{
    public string Provider => OwnList ?? Model?.Provider ?? "";

    /// <summary>A rate of the standard hours on a day; null: none held.</summary>
    public Rate? OutputOn(DateOnly day) => Model?.Periods.LastOrDefault(p => p.Start is null && !(p.From > day))?.Rates.Output;
}

/// <summary>The price list as rows: of models that are named, or of all.</summary>
public static class PriceListing
{
    /// <param name="names">As logged; null: every model of the providers that plain names can mean.</param>
    public static IReadOnlyList<ListedPrice> Of(PriceList prices, IEnumerable<string>? names, DateTimeOffset at) => names is null
        ? [.. PriceSearch.Of(prices, null, at).Select(f => Listed(prices, f.Model.Id, f.Model, at))]
        : [.. names.Select(n => Listed(prices, n, prices.Find("", n, at), at))];

    private static ListedPrice Listed(PriceList prices, string name, PricedModel? model, DateTimeOffset at)
    {
        if (model is null) return new(name, null, null, null, null, null, null, []);
        var seller = prices.HomeOf(model) is null ? model.Provider : prices.SellerOf("", name);
        return new(
            name, model, prices.HomeOf(model)?.Name, model.Periods.LastOrDefault(p => p.Holds(at)), prices.RatesAt(model, at, prices.ListedId(model, "", name)), prices.TierFactor(model, "fast", prices.ListedId(model, "", name)),
            BatchBook.Shipped.FirstOrDefault(b => b.Provider == seller), [.. PriceChanges.Steps(model.Provider, model).OrderByDescending(c => c.From)]);
    }
}
