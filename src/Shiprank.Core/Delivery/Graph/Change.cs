namespace Shiprank.Core.Delivery.Graph;

/// <summary>One change: a commit of the first-parent line, with the branch commits that a merge brings in.</summary>
/// <param name="Index">Position on the first-parent line, from 0.</param>
/// <param name="Commit">Index of its commit in the graph.</param>
/// <param name="At">Time of the change (never earlier than its predecessor's).</param>
/// <param name="BranchCommits">Of a merge: non-merge commits reachable from its other parents and not from its first, oldest first; else empty.</param>
/// <param name="Request">The request that it merges, when an event tells.</param>
/// <param name="RequestNumber">Number of its request, from the event or the subject.</param>
public sealed record Change(int Index, int Commit, string Sha, DateTimeOffset At, IReadOnlyList<int> BranchCommits, RequestEvent? Request, int? RequestNumber);
