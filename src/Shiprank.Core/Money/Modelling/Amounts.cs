using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Money.Modelling;

/// <summary>Tokens of a model: parts of a token too, for what is split by shares.</summary>
internal readonly record struct Amounts(decimal Input, decimal CacheRead, decimal CacheWrite5m, decimal CacheWrite1h, decimal Output)
{
    public decimal Uncached => Input + CacheWrite5m + CacheWrite1h;

    public static Amounts Of(in TokenCounts tokens) => new(tokens.Input, tokens.CacheRead, tokens.CacheWrite5m, tokens.CacheWrite1h, tokens.Output);

    /// <summary>Another tokenizer changes both sides, another model's habit what it writes.</summary>
    public Amounts Scaled(decimal input, decimal output) => new(Input * input, CacheRead * input, CacheWrite5m * input, CacheWrite1h * input, Output * output);

    /// <param name="moved">From 0 to 1: that part of what was sent uncached is read from the cache. Below 0: that part of what was read is sent.</param>
    public Amounts Cached(decimal moved)
    {
        if (moved < 0) return this with { Input = Input - (moved * CacheRead), CacheRead = CacheRead * (1 + moved) };
        var rest = 1 - moved;
        return this with { Input = Input * rest, CacheWrite5m = CacheWrite5m * rest, CacheWrite1h = CacheWrite1h * rest, CacheRead = CacheRead + (moved * Uncached) };
    }

    /// <summary>USD; null when a bucket that holds tokens has no rate. A cache bucket without a rate has that of what it is part of.</summary>
    public decimal? Cost(ModelRates rates, long prompt)
    {
        var write = rates.CacheWrite5m ?? rates.Input;
        var cost = Part(Input, rates.Input, prompt) + Part(CacheRead, rates.CacheRead ?? rates.Input, prompt) + Part(CacheWrite5m, write, prompt) + Part(CacheWrite1h, rates.CacheWrite1h ?? write, prompt) + Part(Output, rates.Output, prompt);
        return cost / 1_000_000m;
    }

    private static decimal? Part(decimal tokens, Rate? rate, long prompt) => tokens == 0 ? 0 : rate?.For(prompt) * tokens;
}
