namespace Shiprank.Core.Attribution.Spend.Flow;

/// <summary>A sum of spend.</summary>
/// <param name="Responses">Each response counts once, where its largest part is.</param>
/// <param name="Tokens">Of the five disjoint buckets.</param>
/// <param name="NanoUsd">10⁻⁹ USD of the priced part; null when nothing of it has a price (never 0 then).</param>
/// <param name="NanoCredits">10⁻⁹ of vendors' credits.</param>
/// <param name="UnpricedTokens">Tokens of what has no price.</param>
/// <param name="UnpricedResponses">Those of the responses that have no price.</param>
public readonly record struct FlowAmount(long Responses, long Tokens, long? NanoUsd, long NanoCredits, long UnpricedTokens, long UnpricedResponses)
{
    public static FlowAmount operator +(FlowAmount a, FlowAmount b) => new(
        a.Responses + b.Responses,
        a.Tokens + b.Tokens,
        a.NanoUsd is null ? b.NanoUsd : a.NanoUsd + (b.NanoUsd ?? 0),
        a.NanoCredits + b.NanoCredits,
        a.UnpricedTokens + b.UnpricedTokens,
        a.UnpricedResponses + b.UnpricedResponses);

    /// <summary>What is left of a sum beside a part of it. Where all that has a price is in the part, the rest has none.</summary>
    public static FlowAmount operator -(FlowAmount whole, FlowAmount part)
    {
        var (responses, tokens, unpriced) = (whole.Responses - part.Responses, whole.Tokens - part.Tokens, whole.UnpricedTokens - part.UnpricedTokens);
        long? usd = whole.NanoUsd is { } all ? all - (part.NanoUsd ?? 0) : null;
        return new(responses, tokens, usd == 0 && (part.NanoUsd is not null || tokens == unpriced) ? null : usd, whole.NanoCredits - part.NanoCredits, unpriced, whole.UnpricedResponses - part.UnpricedResponses);
    }

    public static FlowAmount Sum(IEnumerable<FlowAmount> amounts) => amounts.Aggregate(default(FlowAmount), (sum, amount) => sum + amount);

    /// <param name="amount">A part of a usage row.</param>
    /// <param name="counts">True for the part that the response counts with.</param>
    public static FlowAmount Of(SpendAmount amount, bool counts)
    {
        var (tokens, responses, priced) = (amount.Tokens.Total, counts ? 1 : 0, amount.NanoUsd is not null);
        return new(responses, tokens, amount.NanoUsd, amount.NanoCredits ?? 0, priced ? 0 : tokens, priced ? 0 : responses);
    }
}
