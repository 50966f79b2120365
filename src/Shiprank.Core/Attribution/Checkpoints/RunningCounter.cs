using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Attribution.Checkpoints;

/// <summary>Turns the running counters of one session, in order of time, into growths.</summary>
internal sealed class RunningCounter
{
    private TokenCounts total;
    private TokenCounts part;
    private int partFrom;

    /// <summary>What the counter adds to those taken before it.</summary>
    public TokenCounts Take(CheckpointUsage usage) => usage.From > 0 ? TakePart(usage.Tokens, usage.From) : TakeWhole(usage.Tokens);

    private TokenCounts TakePart(TokenCounts tokens, int from)
    {
        var before = from == partFrom ? part : default;
        (part, partFrom) = (TokenCounts.Max(before, tokens), from);
        var growth = Minus(part, before);
        total += growth;
        return growth;
    }

    private TokenCounts TakeWhole(TokenCounts tokens)
    {
        (part, partFrom) = (default, 0);
        var growth = TokenCounts.Max(total, tokens) == tokens ? Minus(tokens, total) : tokens;
        total = tokens;
        return growth;
    }

    private static TokenCounts Minus(TokenCounts a, TokenCounts b) => new(
        a.Input - b.Input, a.CacheRead - b.CacheRead, a.CacheWrite5m - b.CacheWrite5m, a.CacheWrite1h - b.CacheWrite1h, a.Output - b.Output, a.Reasoning - b.Reasoning);
}
