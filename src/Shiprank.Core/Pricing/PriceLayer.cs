namespace Shiprank.Core.Pricing;

/// <summary>What a list of the organisation's own is. A contract goes before any list.</summary>
public enum PriceListKind : short
{
    /// <summary>Rates that were agreed.</summary>
    Contract = 0,

    /// <summary>Rates that a provider publishes, in place of the product's.</summary>
    List = 1,
}

/// <summary>A list of the organisation's own that goes before the product's, for some providers and days.</summary>
/// <param name="Version">Name, and a hash of the file: an edited file is another version.</param>
/// <param name="Providers">Ids of providers that it holds for; empty: all.</param>
/// <param name="From">First day (UTC); null: always.</param>
/// <param name="To">Last day; null: until further notice.</param>
/// <param name="Rules">Models, tiers and credits of a contract's file.</param>
/// <param name="List">The whole list of a file in the list's own form; null for a contract's.</param>
public sealed record PriceLayer(string Name, string Version, PriceListKind Kind, IReadOnlyList<string> Providers, DateOnly? From, DateOnly? To, PriceRules Rules, PriceList? List)
{
    public bool Holds(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime) is var day && !(From > day) && !(To < day);

    public bool IsFor(string? provider) => Providers.Count == 0 || (provider is not null && Providers.Contains(provider, StringComparer.Ordinal));

    /// <summary>In the order in which they are asked: contracts before lists, of one kind the later-starting first, then as listed.</summary>
    public static IReadOnlyList<PriceLayer> Ordered(IEnumerable<PriceLayer> layers) => [.. layers.OrderBy(l => l.Kind).ThenByDescending(l => l.From ?? DateOnly.MinValue)];

    /// <summary>Pairs that hold for one provider on one day; the first of a pair is asked first.</summary>
    public static IEnumerable<(PriceLayer First, PriceLayer Then)> Overlaps(IReadOnlyList<PriceLayer> ordered)
    {
        for (var i = 0; i < ordered.Count; i++)
        {
            for (var k = i + 1; k < ordered.Count; k++)
            {
                if (ordered[i].Meets(ordered[k])) yield return (ordered[i], ordered[k]);
            }
        }
    }

    private bool Meets(PriceLayer other)
    {
        var providers = Providers.Count == 0 || other.Providers.Count == 0 || Providers.Intersect(other.Providers, StringComparer.Ordinal).Any();
        return providers && Rules.Credits.Count == 0 == (other.Rules.Credits.Count == 0) && !(From > other.To) && !(other.From > To);
    }
}
