namespace Shiprank.Engine.Spend;

/// <summary>The orders of answers, the same from memory and from a store.</summary>
internal static class ScopeOrder
{
    public static IReadOnlyList<ScopePart> Of(IEnumerable<ScopePart> parts) =>
    [
        .. parts.OrderByDescending(p => p.Amount.NanoUsd ?? -1).ThenByDescending(p => p.Amount.NanoCredits).ThenBy(p => p.Tool, StringComparer.Ordinal)
            .ThenBy(p => p.Repository, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<JobPart> Of(IEnumerable<JobPart> parts) =>
    [
        .. parts.OrderBy(p => p.FirstAt).ThenBy(p => p.Tool, StringComparer.Ordinal).ThenBy(p => p.Session, StringComparer.Ordinal)
            .ThenBy(p => p.Repository, StringComparer.Ordinal).ThenBy(p => p.Ticket, StringComparer.Ordinal).ThenBy(p => p.Branch, StringComparer.Ordinal),
    ];
}
