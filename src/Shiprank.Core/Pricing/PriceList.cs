using System.Collections.Concurrent;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Pricing;

/// <summary>
/// A dated price list with its rules. The cost of a row is, in this order ("auto"):
/// what its log states (when that is more than 0: clients write 0 for what they can't price); credits × rate; tokens × the rates that
/// held at the time of use; else nothing. A model that the list doesn't know is unpriced, never 0 and never a similar name's price.
/// </summary>
public sealed class PriceList(string version, DateOnly date, string sha256, IReadOnlyList<PriceProvider> providers, PriceRules rules)
{
    // By "tool model": a key of two would have to be compiled at start.
    private readonly ConcurrentDictionary<string, PricedModel?> found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<LayeredModel>> foundAbove = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PricedModel, PriceLayer> homes = new(ReferenceEqualityComparer.Instance);

    /// <summary>Version of the list, with the names of the rules added to it.</summary>
    public string Version => version;

    /// <summary>The day that the list's figures were taken.</summary>
    public DateOnly Date => date;

    /// <summary>SHA-256 (lower-case hex) over everything that a price depends on: list, overlay, contract.</summary>
    public string Sha256 => sha256;

    public IReadOnlyList<PriceProvider> Providers => providers;

    public PriceRules Rules => rules;

    /// <summary>Lists of the organisation's own in the order in which they are asked; all of them before this one.</summary>
    public IReadOnlyList<PriceLayer> Layers { get; init; } = [];

    public Priced Price(UsageRow row)
    {
        if (row.ReportedCostUsd is > 0) return new(row.ReportedCostUsd, PriceSource.Reported);
        if (row.Credits is { } credits && CreditRate(row.Tool, row.OccurredAt) is { } rate) return new(credits * rate.Usd, PriceSource.Credits);
        if (row.Tokens.Total == 0) return NothingUsed(row);
        return Find(row.Tool, row.Model, row.OccurredAt) is { } model && Cost(model, row) is { } cost ? new(cost, PriceSource.Computed) : Priced.Unknown;
    }

    /// <summary>The rate for a tool's credits at a time; null when none is known.</summary>
    public CreditRate? CreditRate(string tool, DateTimeOffset at)
    {
        foreach (var layer in Layers)
        {
            if (layer.Rules.Credits.Count > 0 && layer.Holds(at) && Rate(layer.Rules, tool) is { } own) return own;
        }

        return Rate(rules, tool);
    }

    /// <summary>The rates that hold at a time, one a tool.</summary>
    public IReadOnlyList<CreditRate> CreditsAt(DateTimeOffset at) =>
        [.. rules.Credits.Concat(Layers.SelectMany(l => l.Rules.Credits)).Select(c => c.Tool).Distinct(StringComparer.Ordinal).Select(t => CreditRate(t, at)).OfType<CreditRate>()];

    /// <summary>
    /// What tokens of requests of one size cost, whatever a log says: the sum over any division of them is the same. Null: unpriced.
    /// </summary>
    /// <param name="prompt">Prompt tokens of each of the requests, or any number in the same tier; 0 where one row sums several.</param>
    public decimal? CostOf(string tool, string model, string tier, in TokenCounts tokens, long prompt, DateTimeOffset at) =>
        tokens.Total == 0 ? 0 : Find(tool, model, at) is { } entry ? RatesAt(entry, at, ListedId(entry, tool, model))?.Cost(tokens, prompt) * TierFactor(entry, tier, ListedId(entry, tool, model)) : null;

    /// <summary>
    /// The entry that prices <paramref name="model"/> when <paramref name="tool"/> (may be empty) used it at a time; null: unpriced.
    /// A contract's entry goes first while it holds; before and after it, the list does.
    /// </summary>
    public PricedModel? Find(string tool, string model, DateTimeOffset at)
    {
        if (Layers.Count > 0)
        {
            foreach (var (layer, entry) in foundAbove.GetOrAdd($"{tool} {model}", (_, key) => [.. Above(key.Tool, key.Model)], (Tool: tool, Model: model)))
            {
                if (layer.Holds(at) && entry.RatesAt(at) is not null) return entry;
            }
        }

        foreach (var name in rules.Models.Count == 0 ? [] : ModelName.Readings(model))
        {
            if (rules.Models.FirstOrDefault(m => m.Match.Fits(name) && m.RatesAt(at) is not null) is { } own) return own;
        }

        return Listed(tool, model);
    }

    /// <summary>
    /// What the product's list calls a model that a contract's entry was found for: the list's rules on fast tiers and long cache writes hold for it too,
    /// whatever the contract calls it. Null for an entry of a list.
    /// </summary>
    public string? ListedId(PricedModel entry, string tool, string model) => entry.Provider == PricedModel.OfContract ? Listed(tool, model)?.Id : null;

    /// <summary>The rates of an entry at a time, with the rules that complete them; null when none held then.</summary>
    /// <param name="listed">As <see cref="ListedId"/> gives it.</param>
    public ModelRates? RatesAt(PricedModel model, DateTimeOffset at, string? listed = null)
    {
        var rates = model.RatesAt(at);
        if (rates is not { CacheWrite1h: null, CacheWrite5m: not null, Input: { } input }) return rates;
        var longWrite = (HomeOf(model)?.Rules.LongWrites ?? []).Concat(rules.LongWrites).FirstOrDefault(r => r.Match.Fits(model.Id) || (listed is not null && r.Match.Fits(listed)));
        return longWrite is null ? rates : rates with { CacheWrite1h = input.Times(longWrite.OfInput) };
    }

    /// <summary>The factor of a service tier; null when the tier has a price of its own that isn't known.</summary>
    /// <param name="listed">As <see cref="ListedId"/> gives it.</param>
    public decimal? TierFactor(PricedModel model, string tier, string? listed = null)
    {
        if (tier is "" or "standard" or "default" or "auto") return 1;
        return (HomeOf(model)?.Rules.Tiers ?? []).Concat(rules.Tiers).FirstOrDefault(t => t.Tiers.Contains(tier, StringComparer.OrdinalIgnoreCase) && (t.Match.Fits(model.Id) || (listed is not null && t.Match.Fits(listed))))?.Factor;
    }

    /// <summary>The organisation's list that an entry which was found is from; null: the product's.</summary>
    public PriceLayer? HomeOf(PricedModel entry) => Layers.Count == 0 ? null : homes.GetValueOrDefault(entry);

    /// <summary>The provider whose price a name means, whether it lists the model or not; null when nobody's.</summary>
    public string? SellerOf(string tool, string model)
    {
        foreach (var name in ModelName.Readings(model))
        {
            foreach (var (provider, _) in Sellers(tool, name)) return provider.Id;
        }

        return null;
    }

    private static CreditRate? Rate(PriceRules of, string tool) => of.Credits.FirstOrDefault(c => string.Equals(c.Tool, tool, StringComparison.Ordinal));

    /// <summary>Entries of the organisation's lists that fit a name, in the order in which they are asked.</summary>
    private IEnumerable<LayeredModel> Above(string tool, string model)
    {
        var seller = SellerOf(tool, model);
        List<string> names = [.. ModelName.Readings(model).SelectMany(n => n.IndexOf('/') is > 0 and var slash && Named(n[..slash]) is not null ? [n, n[(slash + 1)..]] : new[] { n })];
        foreach (var layer in Layers.Where(l => l.IsFor(seller)))
        {
            var own = names.SelectMany(n => layer.Rules.Models.Where(m => m.Match.Fits(n))).Distinct<PricedModel>(ReferenceEqualityComparer.Instance);
            if (layer.List?.Find(tool, model, DateTimeOffset.MinValue) is { } listed) own = own.Append(listed);
            foreach (var entry in own)
            {
                homes.TryAdd(entry, layer);
                yield return new(layer, entry);
            }
        }
    }

    private decimal? Cost(PricedModel model, UsageRow row)
    {
        // A row that sums several requests says nothing of any one request's size.
        var prompt = row.Quality == UsageQuality.Measured ? row.Tokens.Prompt : 0;
        var listed = ListedId(model, row.Tool, row.Model);
        return RatesAt(model, row.OccurredAt, listed)?.Cost(row.Tokens, prompt) * TierFactor(model, row.Tier, listed);
    }

    /// <summary>A tool that meters in credits and tells none has an unknown cost; any other row without tokens cost nothing.</summary>
    private Priced NothingUsed(UsageRow row) =>
        row.Credits is > 0 || CreditRate(row.Tool, row.OccurredAt) is not null ? Priced.Unknown : new(0, PriceSource.Computed);

    private PricedModel? Listed(string tool, string model) => found.GetOrAdd($"{tool} {model}", (_, key) => Search(key.Tool, key.Model), (Tool: tool, Model: model));

    private PricedModel? Search(string tool, string logged)
    {
        foreach (var name in ModelName.Readings(logged))
        {
            if (name.Length == 0) return null;
            foreach (var (provider, model) in Sellers(tool, name))
            {
                if (Entry(provider, model) is { } entry) return entry;
            }
        }

        return null;
    }

    /// <summary>Where to look: the provider that the name states, and no other; else the tool's own, then the one that such names mean.</summary>
    private IEnumerable<(PriceProvider Provider, string Model)> Sellers(string tool, string name)
    {
        var rest = name.IndexOf('/') is > 0 and var slash ? name[(slash + 1)..] : null;
        if (rest is not null && Named(name[..^(rest.Length + 1)]) is { } stated)
        {
            yield return (stated, rest);
            yield break;
        }

        if (rules.Tools.GetValueOrDefault(tool) is { } id && Provider(id) is { } preferred) yield return (preferred, name);
        if (rules.Routes.FirstOrDefault(r => r.Match.Fits(name)) is { } route)
        {
            if (Provider(route.Provider) is { } routed) yield return (routed, name);
            yield break;
        }

        // Behind an unknown provider's prefix stands that provider's price: only a rule about the prefix itself may claim it.
        if (providers.FirstOrDefault(p => p.Owns is { } owns && owns.Fits(name) && (rest is null || !owns.Fits(rest))) is { } owner)
            yield return (owner, name);
    }

    private static PricedModel? First(IReadOnlyList<PricedModel> models, string name)
    {
        foreach (var model in models)
        {
            if (model.Match.Fits(name)) return model;
        }

        return null;
    }

    private PricedModel? Entry(PriceProvider provider, string name)
    {
        if (First(provider.Models, name) is { } own) return own;
        foreach (var id in provider.Fallback)
        {
            if (Provider(id) is { } other && First(other.Models, name) is { } entry) return entry;
        }

        return null;
    }

    private PriceProvider? Provider(string id) => providers.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));

    private PriceProvider? Named(string prefix) => Provider(prefix) ?? providers.FirstOrDefault(p => p.Named?.Fits(prefix) == true);

    private readonly record struct LayeredModel(PriceLayer Layer, PricedModel Entry);
}
