using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Money.Focus;

/// <summary>What of a model's tokens is counted and priced apart.</summary>
/// <param name="Id">Part of the SKU's id.</param>
/// <param name="Name">SkuMeter.</param>
/// <param name="Direction">TokenDirection of FOCUS 1.5's draft.</param>
/// <param name="CacheAction">TokenCacheAction of the draft; null on output, where it may not stand.</param>
/// <param name="Retention">How long a cache write is kept: no key of the draft, so one of our own.</param>
internal sealed record FocusMeter(string Id, string Name, string Direction, string? CacheAction, string? Retention)
{
    /// <summary>In the order of a model's rows.</summary>
    public static readonly IReadOnlyList<FocusMeter> All =
    [
        new("input", "Input Tokens", "Input", "Uncached", null),
        new("cache-read", "Cache Read Input Tokens", "Input", "Read", null),
        new("cache-write-5m", "Cache Write Input Tokens (5 minutes)", "Input", "Write", "5m"),
        new("cache-write-1h", "Cache Write Input Tokens (1 hour)", "Input", "Write", "1h"),
        new("output", "Output Tokens", "Output", null, null),
    ];

    /// <param name="index">Of <see cref="All"/>.</param>
    public static long Tokens(in TokenCounts tokens, int index) => index switch { 0 => tokens.Input, 1 => tokens.CacheRead, 2 => tokens.CacheWrite5m, 3 => tokens.CacheWrite1h, _ => tokens.Output };

    /// <summary>USD for a million; null when the list has no price of it. As <see cref="ModelRates.Cost"/> fills gaps, without long-prompt tiers: a sum of requests tells no request's size.</summary>
    public static decimal? Rate(ModelRates rates, int index) => (index switch
    {
        0 => rates.Input,
        1 => rates.CacheRead ?? rates.Input,
        2 => rates.CacheWrite5m ?? rates.Input,
        3 => rates.CacheWrite1h ?? rates.CacheWrite5m ?? rates.Input,
        _ => rates.Output,
    })?.For(0);
}
