using Shiprank.Core;

namespace Shiprank.Engine.Digests;

public enum DigestState
{
    Sent,

    /// <summary>It went there before.</summary>
    Known,

    /// <summary>The team is too small to be shown.</summary>
    TooFewPeople,

    /// <summary>The person wants none.</summary>
    Stopped,
    Failed,
}

/// <summary>What became of one digest on one way.</summary>
/// <param name="Way">In words, without the address: <c>slack</c>, <c>mail to 2 addresses</c>, <c>folder</c>.</param>
/// <param name="Problem">Of one that failed.</param>
public sealed record DigestOutcome(string Subject, string Way, DigestState State, Problem? Problem = null);
