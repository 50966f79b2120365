using Shiprank.Core.Pricing;

namespace Shiprank.Engine.Prices;

/// <summary>An entry with the rates that hold at the time asked for; null when none does.</summary>
public sealed record FoundPrice(PricedModel Model, PricePeriod? Period, ModelRates? Rates, bool Exact);

/// <summary>Finds entries of a price list by what a log calls a model.</summary>
public static class PriceSearch
{
    /// <summary>
    /// The entry that would price a log's <paramref name="name"/> first (<see cref="FoundPrice.Exact"/>), then those whose id contains it.
    /// Without a name: the models of the providers that names without a prefix can mean.
    /// </summary>
    public static IReadOnlyList<FoundPrice> Of(PriceList prices, string? name, DateTimeOffset at)
    {
        var all = prices.Rules.Models.Concat(prices.Providers.Where(p => name is not null || p.Owns is not null).SelectMany(p => p.Models));
        if (name is null) return [.. all.Select(m => At(prices, m, at, false)).Where(f => f.Rates?.Input is not null)];
        var exact = prices.Find("", name, at);
        var similar = all.Where(m => m != exact && m.Id.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(m => At(prices, m, at, false));
        return exact is null ? [.. similar] : [At(prices, exact, at, true), .. similar];
    }

    private static FoundPrice At(PriceList prices, PricedModel model, DateTimeOffset at, bool exact) =>
        new(model, model.Periods.LastOrDefault(p => p.Holds(at)), prices.RatesAt(model, at), exact);
}
