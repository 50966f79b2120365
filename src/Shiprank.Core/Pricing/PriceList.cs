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

    /// <summary>Version of the list, with the names of the rules added to it.</summary>
    public string Version => version;

    /// <summary>The day that the list's figures were taken.</summary>
    public DateOnly Date => date;

    /// <summary>SHA-256 (lower-case hex) over everything that a price depends on: list, overlay, contract.</summary>
    public string Sha256 => sha256;

    public IReadOnlyList<PriceProvider> Providers => providers;

    public PriceRules Rules => rules;

    public Priced Price(UsageRow row)
    {
        if (row.ReportedCostUsd is > 0) return new(row.ReportedCostUsd, PriceSource.Reported);
        if (row.Credits is { } credits && CreditRate(row.Tool) is { } rate) return new(credits * rate.Usd, PriceSource.Credits);
        if (row.Tokens.Total == 0) return NothingUsed(row);
        return Find(row.Tool, row.Model, row.OccurredAt) is { } model && Cost(model, row) is { } cost ? new(cost, PriceSource.Computed) : Priced.Unknown;
    }

    /// <summary>The rate for a tool's credits; null when none is known.</summary>
    public CreditRate? CreditRate(string tool) => rules.Credits.FirstOrDefault(c => string.Equals(c.Tool, tool, StringComparison.Ordinal));

    /// <summary>
    /// The entry that prices <paramref name="model"/> when <paramref name="tool"/> (may be empty) used it at a time; null: unpriced.
    /// A contract's entry goes first while it holds; before and after it, the list does.
    /// </summary>
    public PricedModel? Find(string tool, string model, DateTimeOffset at)
    {
        foreach (var name in rules.Models.Count == 0 ? [] : ModelName.Readings(model))
        {
            if (rules.Models.FirstOrDefault(m => m.Match.Fits(name) && m.RatesAt(at) is not null) is { } own) return own;
        }

        return found.GetOrAdd($"{tool} {model}", (_, key) => Search(key.Tool, key.Model), (Tool: tool, Model: model));
    }

    /// <summary>The rates of an entry at a time, with the rules that complete them; null when none held then.</summary>
    public ModelRates? RatesAt(PricedModel model, DateTimeOffset at)
    {
        var rates = model.RatesAt(at);
        if (rates is not { CacheWrite1h: null, CacheWrite5m: not null, Input: { } input }) return rates;
        var longWrite = rules.LongWrites.FirstOrDefault(r => r.Match.Fits(model.Id));
        return longWrite is null ? rates : rates with { CacheWrite1h = input.Times(longWrite.OfInput) };
    }

    /// <summary>The factor of a service tier; null when the tier has a price of its own that isn't known.</summary>
    public decimal? TierFactor(PricedModel model, string tier)
    {
        if (tier is "" or "standard" or "default" or "auto") return 1;
        return rules.Tiers.FirstOrDefault(t => t.Tiers.Contains(tier, StringComparer.OrdinalIgnoreCase) && t.Match.Fits(model.Id))?.Factor;
    }

    private decimal? Cost(PricedModel model, UsageRow row)
    {
        // A row that sums several requests says nothing of any one request's size.
        var prompt = row.Quality == UsageQuality.Measured ? row.Tokens.Prompt : 0;
        return RatesAt(model, row.OccurredAt)?.Cost(row.Tokens, prompt) * TierFactor(model, row.Tier);
    }

    /// <summary>A tool that meters in credits and tells none has an unknown cost; any other row without tokens cost nothing.</summary>
    private Priced NothingUsed(UsageRow row) =>
        row.Credits is > 0 || CreditRate(row.Tool) is not null ? Priced.Unknown : new(0, PriceSource.Computed);

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
}
