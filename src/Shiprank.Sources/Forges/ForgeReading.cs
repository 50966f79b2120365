using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Forges;

/// <summary>What one delivery of a forge came to: events, or the reason why it tells nothing, or what is wrong with it.</summary>
/// <param name="Ignored">Why a sound delivery gives no event; null when it gives some. Names things of the forge's own, never what somebody typed.</param>
/// <param name="Problem">What is malformed; then there are no events. <see cref="Problem.Where"/> is the forge and its event.</param>
public sealed record ForgeReading(IReadOnlyList<StoredEvent> Events, string? Ignored, Problem? Problem)
{
    public static ForgeReading Of(params IReadOnlyList<StoredEvent> events) => new(events, null, null);

    public static ForgeReading Nothing(string reason) => new([], reason, null);

    /// <param name="where">Forge and event: <c>github push</c>.</param>
    public static ForgeReading Malformed(string where, string reason) => new([], null, new(where, 0, reason));
}
