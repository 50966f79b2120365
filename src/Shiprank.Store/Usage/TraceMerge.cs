using Shiprank.Core.Usage;

namespace Shiprank.Store.Usage;

/// <summary>Two reports of one session become one, in any order: it spans both, edited what either edited, and began where the earlier one did.</summary>
internal static class TraceMerge
{
    public static SessionTrace Merge(SessionTrace a, SessionTrace b)
    {
        var first = Begins(b, a) ? b : a;
        return first with
        {
            EndedAt = a.EndedAt > b.EndedAt ? a.EndedAt : b.EndedAt,
            Edits = Math.Max(a.Edits, b.Edits),
            EditsKnown = a.EditsKnown || b.EditsKnown,
            EditedFiles = Union(a.EditedFiles, b.EditedFiles),
        };
    }

    private static bool Begins(SessionTrace a, SessionTrace b) =>
        (a.StartedAt.CompareTo(b.StartedAt), string.CompareOrdinal(a.Project, b.Project), string.CompareOrdinal(a.Branch, b.Branch)) switch
        {
            ( < 0, _, _) => true,
            (0, > 0, _) => true,
            (0, 0, > 0) => true,
            _ => false,
        };

    /// <summary>Ordered bytewise, as <see cref="SessionTrace.EditedFiles"/> is.</summary>
    private static IReadOnlyList<string> Union(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        if (a.SequenceEqual(b, StringComparer.Ordinal)) return a;
        return [.. a.Union(b, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
