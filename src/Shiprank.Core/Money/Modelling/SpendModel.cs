using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Money.Modelling;

/// <summary>How many of how many use an agent in a week.</summary>
public readonly record struct AdoptionNow(int Users, int People);

/// <summary>
/// Prices real usage on another setup. What a scenario doesn't touch keeps its stored cost, so the empty scenario changes nothing; what it touches is
/// priced by tokens × rates, which is linear, so it makes no difference how the usage is divided.
/// </summary>
/// <param name="prices">What usage is priced by today.</param>
public sealed class SpendModel(PriceList prices, IReadOnlyList<BatchDiscount> batches)
{
    /// <param name="seats">By offer, what each person used of its tool at today's price (USD), in any order.</param>
    /// <param name="months">Months that the usage is of.</param>
    /// <param name="adoption">Null: not known.</param>
    /// <param name="least">People that a group needs.</param>
    public ModelledSpend Of(IReadOnlyList<UsageSlice> usage, SpendScenario scenario, Func<SeatOffer, IReadOnlyCollection<decimal>> seats, decimal months, AdoptionNow? adoption, int least)
    {
        var priced = usage.Where(u => u.CostNano is not null).ToList();
        var unpriced = usage.Where(u => u.CostNano is null).ToList();
        var scale = Scale(scenario, adoption);
        var cached = scenario.Caching is { } caching ? Moved(priced, caching) : default;
        var outcomes = scenario.Seats.Select(s => SeatOutcome.Of(s, months, seats(s), least)).ToList();
        return new()
        {
            Scenario = scenario,
            Slices = [.. priced.Select(slice => new SlicePricing(scenario.Prices ?? prices, batches, scenario, slice, cached, scale).Run())],
            Seats = outcomes,
            Assumptions = ScenarioWords.Of(scenario, priced, cached, adoption, outcomes, least),
            UnpricedTokens = unpriced.Sum(u => u.Tokens.Total),
            UnpricedResponses = unpriced.Sum(u => u.Responses),
        };
    }

    /// <summary>
    /// Which part of what is sent uncached has to be read instead, so that the scope's usage as a whole reaches the share; below 0: which part of what
    /// is read has to be sent.
    /// </summary>
    internal static Estimate Moved(IEnumerable<UsageSlice> usage, CachingChange caching)
    {
        var tokens = usage.Where(caching.Of.Has).Aggregate(default(TokenCounts), (sum, u) => sum + u.Tokens);
        if (tokens.Prompt == 0) return default;
        var now = (decimal)tokens.CacheRead / tokens.Prompt;
        decimal Part(decimal share) => Math.Round(share >= now ? now == 1 ? 0 : (share - now) / (1 - now) : (share - now) / now, 12);
        return new(Part(caching.Share.Lo), Part(caching.Share.Mid), Part(caching.Share.Hi));
    }

    private static Estimate Scale(SpendScenario scenario, AdoptionNow? adoption)
    {
        var extra = scenario.Adoption is { } goal && adoption is { Users: > 0 } now ? Math.Max(0, (goal.To * now.People) - now.Users) / now.Users : 0;
        var use = scenario.Adoption?.Use ?? default;
        return new((1 + scenario.Growth.Lo) * (1 + (extra * use.Lo)), (1 + scenario.Growth.Mid) * (1 + (extra * use.Mid)), (1 + scenario.Growth.Hi) * (1 + (extra * use.Hi)));
    }
}
