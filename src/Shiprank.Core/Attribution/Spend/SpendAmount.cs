using Shiprank.Core.Money;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>What a usage row cost.</summary>
/// <param name="NanoUsd">10⁻⁹ USD, ≥ 0; null when the row is unpriced (never 0 then).</param>
/// <param name="NanoCredits">10⁻⁹ of the vendor's credits, ≥ 0; null when the tool does not meter in credits.</param>
public readonly record struct SpendAmount(long? NanoUsd, long? NanoCredits, TokenCounts Tokens)
{
    /// <summary>Parts in proportion to the weights; each quantity of the parts sums to that of the whole.</summary>
    public SpendAmount[] Split(IReadOnlyList<long> weights)
    {
        if (weights.Count == 1) return [this];
        var usd = NanoUsd is { } nanoUsd ? LargestRemainder.Split(nanoUsd, weights) : null;
        var credits = NanoCredits is { } nanoCredits ? LargestRemainder.Split(nanoCredits, weights) : null;
        var input = LargestRemainder.Split(Tokens.Input, weights);
        var cacheRead = LargestRemainder.Split(Tokens.CacheRead, weights);
        var cacheWrite5m = LargestRemainder.Split(Tokens.CacheWrite5m, weights);
        var cacheWrite1h = LargestRemainder.Split(Tokens.CacheWrite1h, weights);
        var output = LargestRemainder.Split(Tokens.Output, weights);
        var reasoning = LargestRemainder.Split(Tokens.Reasoning, weights);
        var parts = new SpendAmount[weights.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new(usd?[i], credits?[i], new(input[i], cacheRead[i], cacheWrite5m[i], cacheWrite1h[i], output[i], reasoning[i]));
        }

        return parts;
    }
}
