namespace Shiprank.Store;

/// <summary>A scoring run whose results are stored.</summary>
/// <param name="PolicySha256">Of the policy that it was scored by.</param>
/// <param name="ComputedAt">When the results were stored: another run, another moment.</param>
public sealed record ScoreRun(DateTimeOffset AsOf, string Policy, string PolicySha256, DateTimeOffset ComputedAt);
