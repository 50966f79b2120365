using Shiprank.Core.Usage;

namespace Shiprank.Core.Money.Modelling;

/// <summary>
/// Real usage of a window, added up over rows that any price treats alike: one team, tool, model, service tier and tier of prompt size, within one
/// period of prices. What is modelled is linear in it, so any other division of the same usage gives the same total.
/// </summary>
/// <param name="Team">Id; null: none on the day.</param>
/// <param name="Prompt">A prompt size in the same tier as that of each of its requests; 0 where rows sum several.</param>
/// <param name="At">A moment in the same period of prices.</param>
/// <param name="Stated">The rows' logs state their cost.</param>
/// <param name="Credits">Null where the tool doesn't meter in credits.</param>
/// <param name="CostNano">As stored: nano-USD; null: no price is known.</param>
public sealed record UsageSlice(
    string? Team, string Tool, string Model, string Tier, long Prompt, DateTimeOffset At, bool Stated, TokenCounts Tokens, decimal? Credits, long? CostNano, long Responses);
