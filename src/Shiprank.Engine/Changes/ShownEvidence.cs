using Shiprank.Core.Attribution;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Changes;

/// <summary>
/// What may be said of the AI part of a change whose sessions are not shown. Marks that a commit carries are in everybody's clone; that a session wrote
/// the lines, or that its author used no agent that day, is known from their usage alone and reads as unknown.
/// </summary>
public static class ShownEvidence
{
    /// <summary>Nothing is known: from none to all.</summary>
    private static readonly Share anything = new(0, 0, 1);

    public static Evidence Of(Evidence evidence, bool hidden) => hidden && IsOfUsage(evidence) ? Evidence.Unknown : evidence;

    public static Share Of(Share share, Evidence evidence, bool hidden) => hidden && IsOfUsage(evidence) ? anything : share;

    private static bool IsOfUsage(Evidence evidence) => evidence is not (Evidence.AgentAuthored or Evidence.Trailer or Evidence.Weak);
}
