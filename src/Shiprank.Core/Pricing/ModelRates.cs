using Shiprank.Core.Usage;

namespace Shiprank.Core.Pricing;

/// <summary>From <paramref name="Above"/> prompt tokens on (strictly more), the whole request costs <paramref name="PerMillion"/>.</summary>
public readonly record struct RateTier(long Above, decimal PerMillion);

/// <summary>USD per million tokens of one bucket. Tiers are in rising order; the one that the prompt reaches holds for the whole request.</summary>
public sealed record Rate(decimal Base, IReadOnlyList<RateTier> Tiers)
{
    public static implicit operator Rate(decimal perMillion) => new(perMillion, []);

    /// <param name="prompt">Prompt tokens of the request (<see cref="TokenCounts.Prompt"/>); 0 for a row that sums several requests.</param>
    public decimal For(long prompt)
    {
        var rate = Base;
        foreach (var tier in Tiers)
        {
            if (prompt > tier.Above) rate = tier.PerMillion;
        }

        return rate;
    }

    public Rate Times(decimal factor) => new(Base * factor, [.. Tiers.Select(t => t with { PerMillion = t.PerMillion * factor })]);
}

/// <summary>
/// Rates of one model, per million tokens. A cache bucket without a rate of its own has that of the bucket it is part of in the
/// vendors' terms: a 1-hour write is a cache write, a cache read or write is input. No input rate: unpriced.
/// </summary>
public sealed record ModelRates(Rate? Input, Rate? CacheRead, Rate? CacheWrite5m, Rate? CacheWrite1h, Rate? Output)
{
    /// <summary>USD, exact; null when a bucket that holds tokens has no rate.</summary>
    public decimal? Cost(in TokenCounts tokens, long prompt)
    {
        var write = CacheWrite5m ?? Input;
        var cost = Part(tokens.Input, Input, prompt)
            + Part(tokens.CacheRead, CacheRead ?? Input, prompt)
            + Part(tokens.CacheWrite5m, write, prompt)
            + Part(tokens.CacheWrite1h, CacheWrite1h ?? write, prompt)
            + Part(tokens.Output, Output, prompt);
        return cost / 1_000_000m;
    }

    private static decimal? Part(long tokens, Rate? rate, long prompt) => tokens == 0 ? 0 : rate?.For(prompt) * tokens;
}
