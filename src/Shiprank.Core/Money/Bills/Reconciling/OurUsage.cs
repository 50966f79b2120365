using Shiprank.Core.Usage;

namespace Shiprank.Core.Money.Bills;

/// <summary>What the ledger has of one hour, tool and model.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Hour">0 to 23, UTC.</param>
/// <param name="CostNano">Nano-USD of what has a price.</param>
/// <param name="CreditsNano">Nano-credits.</param>
/// <param name="UnpricedTokens">Tokens without a price: part of <paramref name="Tokens"/>, nothing of <paramref name="CostNano"/>.</param>
public sealed record OurUsage(DateOnly Day, int Hour, string Tool, string Model, TokenCounts Tokens, long CostNano, long CreditsNano, long Responses, long UnpricedTokens)
{
    /// <summary>The day in a zone that is some hours ahead of UTC.</summary>
    public DateOnly DayAt(int offset) => Hour + offset < 0 ? Day.AddDays(-1) : Hour + offset > 23 ? Day.AddDays(1) : Day;
}

/// <summary>That somebody used a tool in a month, as the ledger knows.</summary>
/// <param name="Person">Id.</param>
public readonly record struct OurUser(string Person, string Tool);
