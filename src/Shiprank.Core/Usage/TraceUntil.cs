namespace Shiprank.Core.Usage;

/// <summary>A session as it stood at a moment at which it still went on.</summary>
public static class TraceUntil
{
    /// <summary>
    /// Leaves out of the trace what was edited after <paramref name="asOf"/>. A file that no edit names (an edit whose result the log does not have, or a
    /// log without results) has no time of its own and stays.
    /// </summary>
    /// <param name="trace">With its end at or before <paramref name="asOf"/>, as far as usage tells; an edit in between moves it there.</param>
    /// <param name="edits">Those of the session, of any time.</param>
    public static SessionTrace Until(this SessionTrace trace, DateTimeOffset asOf, IReadOnlyCollection<SessionEdit> edits)
    {
        if (edits.Count == 0) return trace;
        var before = edits.Where(e => e.At <= asOf).ToList();
        var files = trace.EditedFiles.Except(edits.Select(e => e.Path), StringComparer.Ordinal).Union(before.Select(e => e.Path), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var calls = files.Count - before.Select(e => e.Path).Distinct(StringComparer.Ordinal).Count() + before.Select(e => e.At).Distinct().Count();
        return trace with
        {
            EndedAt = before.Select(e => e.At).Append(trace.EndedAt).Max(),
            Edits = Math.Min(trace.Edits, calls),
            EditedFiles = files,
        };
    }
}
