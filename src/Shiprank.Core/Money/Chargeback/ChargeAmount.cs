using Shiprank.Core.Usage;

namespace Shiprank.Core.Money.Chargeback;

/// <summary>What a charge is for, and how much. All sums are exact.</summary>
/// <param name="NanoUsd">Priced money alone; negative where money is given back.</param>
/// <param name="EstimatedNanoUsd">The part of it that rests on estimated usage.</param>
/// <param name="UnpricedTokens">Tokens that no price is known for: they are in <paramref name="Tokens"/> and not in the money.</param>
public readonly record struct ChargeAmount(long NanoUsd, TokenCounts Tokens, long NanoCredits = 0, long EstimatedNanoUsd = 0, long UnpricedTokens = 0)
{
    public static ChargeAmount operator +(in ChargeAmount a, in ChargeAmount b) => new(
        checked(a.NanoUsd + b.NanoUsd), a.Tokens + b.Tokens, checked(a.NanoCredits + b.NanoCredits), checked(a.EstimatedNanoUsd + b.EstimatedNanoUsd), checked(a.UnpricedTokens + b.UnpricedTokens));

    public static ChargeAmount Sum(IEnumerable<ChargeAmount> amounts) => amounts.Aggregate(default(ChargeAmount), (sum, next) => sum + next);
}
