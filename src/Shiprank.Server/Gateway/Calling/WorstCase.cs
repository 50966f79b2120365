using Shiprank.Core.Caps;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>
/// What a call uses at most, before it is made. Input: a token for every three bytes of the body (agents' bodies have 3.5 to 5 bytes a token), and as much
/// again as <see cref="Stored"/> where part of it lies at the provider. Output: what the body says is the most, else the form's usual most. All of the
/// input is priced as what costs most of it: a write into the cache where the body asks for one.
/// </summary>
internal static class WorstCase
{
    private const int BytesAToken = 3;

    /// <summary>Tokens that a conversation or a cache at the provider may add.</summary>
    private const long Stored = 200_000;

    public static (CapAmount Amount, bool Priced, TokenCounts Tokens) Of(PriceList prices, string tool, string model, RequestFacts facts, ReadOnlySpan<byte> body, AnswerForm form, DateTimeOffset now)
    {
        var input = (body.Length / BytesAToken) + 1 + (facts.Elsewhere ? Stored : 0);
        var output = (facts.MostOutput ?? UsualOutput(form)) * facts.Answers;
        var writes = form == AnswerForm.Anthropic && body.IndexOf("\"cache_control\""u8) >= 0;
        var isLong = writes && body.IndexOf("\"1h\""u8) >= 0;
        var tokens = new TokenCounts(writes ? 0 : input, 0, writes && !isLong ? input : 0, isLong ? input : 0, output);
        var usd = prices.CostOf(tool, model, facts.Tier, tokens, input, now);
        return (new(usd ?? 0, 0, tokens.Total, 1), usd is not null, tokens);
    }

    /// <summary>Where a body does not say how long the answer may be.</summary>
    private static long UsualOutput(AnswerForm form) => form switch
    {
        AnswerForm.Anthropic => 32_000,
        AnswerForm.Responses => 64_000,
        AnswerForm.Chat => 16_384,
        AnswerForm.Embeddings => 0,
        _ => 65_536,
    };
}
