using Shiprank.Core.Pricing;

namespace Shiprank.Core.Usage;

/// <summary>Sums of usage rows. What has no price is counted apart and never as 0.</summary>
/// <param name="Credits">Vendors' credits; null when no row had any.</param>
/// <param name="PricedUsd">Sum of the costs that are known; null when no row had one.</param>
/// <param name="UnpricedTokens">Tokens of rows without a price.</param>
/// <param name="UnpricedResponses">Rows without a price, those metered in credits included.</param>
public readonly record struct UsageTotals(long Responses, TokenCounts Tokens, decimal? Credits, decimal? PricedUsd, long UnpricedTokens, long UnpricedResponses)
{
    /// <summary>False for usage that is metered in credits alone: its tokens are unknown, not none.</summary>
    public bool TokensKnown => Tokens.Total > 0 || Credits is null;

    public static UsageTotals Of(UsageRow row, Priced price) => new(
        1, row.Tokens, row.Credits, price.CostUsd, price.CostUsd is null ? row.Tokens.Total : 0, price.CostUsd is null ? 1 : 0);

    /// <summary>USD known; null when there is something and none of it has a price.</summary>
    public decimal? CostUsd => PricedUsd ?? (Responses == 0 ? 0m : null);

    /// <exception cref="OverflowException">A sum leaves the range of its type.</exception>
    public static UsageTotals operator +(UsageTotals a, UsageTotals b) => checked(new(
        a.Responses + b.Responses,
        a.Tokens + b.Tokens,
        Sum(a.Credits, b.Credits),
        Sum(a.PricedUsd, b.PricedUsd),
        a.UnpricedTokens + b.UnpricedTokens,
        a.UnpricedResponses + b.UnpricedResponses));

    private static decimal? Sum(decimal? a, decimal? b) => a is null ? b : b is null ? a : a + b;
}
