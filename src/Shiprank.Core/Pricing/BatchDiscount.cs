namespace Shiprank.Core.Pricing;

/// <summary>What a provider documents of requests that may wait: factors on the standard rates. No entry: unknown, never guessed.</summary>
/// <param name="Factor">On input, cache writes and output.</param>
/// <param name="CacheReadFactor">On cache reads.</param>
public sealed record BatchDiscount(string Provider, decimal Factor, decimal CacheReadFactor, string Source, DateOnly Date)
{
    public ModelRates Of(ModelRates rates) => new(rates.Input?.Times(Factor), (rates.CacheRead ?? rates.Input)?.Times(CacheReadFactor), rates.CacheWrite5m?.Times(Factor), rates.CacheWrite1h?.Times(Factor), rates.Output?.Times(Factor));
}
