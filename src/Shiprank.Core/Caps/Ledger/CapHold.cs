namespace Shiprank.Core.Caps.Ledger;

/// <summary>What a call holds of its counters from before it is made until it is known what it used.</summary>
/// <param name="Until">When the lease ends, by which a call that nobody settles stops holding anything.</param>
public sealed record CapHold(string Id, CapAmount Worst, IReadOnlyList<CapCounter> Counters, DateTimeOffset Until);

/// <summary>Whether a call may go on, and what it holds then.</summary>
/// <param name="Hold">Null: the verdict stops it, and nothing is held.</param>
public sealed record CapDecision(CapVerdict Verdict, CapHold? Hold);

/// <summary>A hold whose lease ended.</summary>
/// <param name="Charged">It may have gone upstream, and so it counts as it was reserved; false: it never did, and counts nothing.</param>
public sealed record CapLapse(CapHold Hold, bool Charged);
