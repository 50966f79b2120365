namespace Shiprank.Core.Usage;

/// <summary>
/// Five disjoint token buckets of one response or of a sum; all ≥ 0.
/// <see cref="Reasoning"/> is a memo inside <see cref="Output"/> and never added to <see cref="Total"/>.
/// A cache write whose lifetime the log does not tell is in <see cref="CacheWrite5m"/>.
/// </summary>
public readonly record struct TokenCounts(long Input, long CacheRead, long CacheWrite5m, long CacheWrite1h, long Output, long Reasoning = 0)
{
    public long Total => Input + CacheRead + CacheWrite5m + CacheWrite1h + Output;

    /// <summary>The prompt side: what a whole-request price tier is chosen by.</summary>
    public long Prompt => Input + CacheRead + CacheWrite5m + CacheWrite1h;

    /// <exception cref="OverflowException">A sum leaves the range of a long.</exception>
    public static TokenCounts operator +(TokenCounts a, TokenCounts b) => checked(new(
        a.Input + b.Input,
        a.CacheRead + b.CacheRead,
        a.CacheWrite5m + b.CacheWrite5m,
        a.CacheWrite1h + b.CacheWrite1h,
        a.Output + b.Output,
        a.Reasoning + b.Reasoning));

    /// <summary>The larger of each counter: how several snapshots of one response become one.</summary>
    public static TokenCounts Max(TokenCounts a, TokenCounts b) => new(
        Math.Max(a.Input, b.Input),
        Math.Max(a.CacheRead, b.CacheRead),
        Math.Max(a.CacheWrite5m, b.CacheWrite5m),
        Math.Max(a.CacheWrite1h, b.CacheWrite1h),
        Math.Max(a.Output, b.Output),
        Math.Max(a.Reasoning, b.Reasoning));
}
