using Shiprank.Core.Badges;

namespace Shiprank.Store;

/// <summary>A digest of a team or person for a period on its way to a channel.</summary>
/// <param name="Period">First day of the period.</param>
/// <param name="Channel">Where it goes: the name of a channel, <c>mail</c>, <c>folder</c>.</param>
public sealed record DigestMark(DateOnly Period, HolderKind Kind, string Holder, string Channel);
