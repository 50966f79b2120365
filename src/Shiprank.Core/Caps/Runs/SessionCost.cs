namespace Shiprank.Core.Caps.Runs;

/// <summary>What the ledger of usage holds for a session.</summary>
/// <param name="Measured">USD of what the agent or the provider told.</param>
/// <param name="Estimated">USD of rows whose amounts are an estimate.</param>
/// <param name="Unpriced">Calls without a price, which are in neither.</param>
public sealed record SessionCost(string Agent, string Session, long Calls, long Tokens, decimal Measured, decimal Estimated, long Unpriced);
