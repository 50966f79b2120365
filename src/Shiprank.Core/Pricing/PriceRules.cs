namespace Shiprank.Core.Pricing;

/// <summary>A service tier (<c>fast</c>) that multiplies the whole price of the models that <paramref name="Match"/> fits by its list id.</summary>
public sealed record TierMultiplier(IReadOnlyList<string> Tiers, ModelMatch Match, decimal Factor, string Source, DateOnly Date);

/// <summary>The price of a 1-hour cache write as a multiple of input, for models whose entry lacks it.</summary>
public sealed record LongWriteRule(ModelMatch Match, decimal OfInput, string Source, DateOnly Date);

/// <summary>USD for a vendor's credit: list price, or the contract's.</summary>
public sealed record CreditRate(string Tool, decimal Usd, string Source, DateOnly Date);

/// <summary>Names that mean a provider's models although no provider is named with them.</summary>
public sealed record ProviderRoute(string Provider, ModelMatch Match);

/// <summary>What the list lacks: an overlay of the product, or the rates of a contract. Each rule names its source and date.</summary>
public sealed record PriceRules
{
    public string Name { get; init; } = "";

    /// <summary>Models priced before those of the list, whatever the provider.</summary>
    public IReadOnlyList<PricedModel> Models { get; init; } = [];

    public IReadOnlyList<TierMultiplier> Tiers { get; init; } = [];

    public IReadOnlyList<LongWriteRule> LongWrites { get; init; } = [];

    public IReadOnlyList<CreditRate> Credits { get; init; } = [];

    public IReadOnlyList<ProviderRoute> Routes { get; init; } = [];

    /// <summary>Tool id → provider whose list is looked into first.</summary>
    public IReadOnlyDictionary<string, string> Tools { get; init; } = new Dictionary<string, string>();

    /// <summary>Both, with these rules before <paramref name="other"/>'s.</summary>
    public PriceRules Before(PriceRules other) => new()
    {
        Name = string.Join('+', new[] { other.Name, Name }.Where(n => n.Length > 0)),
        Models = [.. Models, .. other.Models],
        Tiers = [.. Tiers, .. other.Tiers],
        LongWrites = [.. LongWrites, .. other.LongWrites],
        Credits = [.. Credits, .. other.Credits],
        Routes = [.. Routes, .. other.Routes],
        Tools = new Dictionary<string, string>(other.Tools.Concat(Tools).GroupBy(t => t.Key).Select(g => g.Last())),
    };
}
