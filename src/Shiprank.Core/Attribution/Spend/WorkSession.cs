using Shiprank.Core.Usage;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>A session with what was resolved of it.</summary>
/// <param name="Person">Id; null when nobody is known.</param>
/// <param name="Repository">Name in the organisation file; null when none is known.</param>
/// <param name="Branches">Branches that its rows and its trace name; empty when unknown.</param>
public sealed record WorkSession(SessionTrace Trace, string? Person, string? Repository, IReadOnlyList<string> Branches)
{
    public SessionId Id => new(Trace.Tool, Trace.Session);

    /// <summary>
    /// Sessions from their traces and rows. A trace without person or repository takes those of its rows; rows whose session has no trace
    /// make one that knows nothing of edits.
    /// </summary>
    /// <param name="traces">With the person and repository that were resolved for them; of several copies of one session the longest stands.</param>
    /// <returns>In order of tool and session, each once.</returns>
    public static IReadOnlyList<WorkSession> Build(IEnumerable<(SessionTrace Trace, string? Person, string? Repository)> traces, IEnumerable<SpendRow> rows)
    {
        var byRow = rows.Where(r => r.Session.Length > 0).ToLookup(r => r.SessionId);
        var traced = traces.Where(t => t.Trace.Session.Length > 0).ToLookup(t => new SessionId(t.Trace.Tool, t.Trace.Session));
        return [.. traced.Select(t => t.Key).Union(byRow.Select(r => r.Key))
            .OrderBy(id => id.Tool, StringComparer.Ordinal).ThenBy(id => id.Session, StringComparer.Ordinal)
            .Select(id => Build(id, traced[id], [.. byRow[id].OrderBy(r => r.At).ThenBy(r => r.Key, StringComparer.Ordinal)]))];
    }

    private static WorkSession Build(SessionId id, IEnumerable<(SessionTrace Trace, string? Person, string? Repository)> copies, IReadOnlyList<SpendRow> rows)
    {
        var (trace, person, repository) = copies.OrderBy(t => t.Trace.StartedAt).ThenByDescending(t => t.Trace.EndedAt).ThenBy(t => t.Person, StringComparer.Ordinal).FirstOrDefault();
        trace ??= new(id.Tool, id.Session, "", "", rows[0].At, rows[^1].At, 0, EditsKnown: false, []);
        return new(
            trace,
            person ?? rows.FirstOrDefault(r => r.Person is not null)?.Person,
            repository ?? rows.FirstOrDefault(r => r.Repository is not null)?.Repository,
            [.. rows.Select(r => r.Branch).Append(trace.Branch).Where(b => b.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}

public readonly record struct SessionId(string Tool, string Session);

/// <summary>A usage row with what was resolved of it.</summary>
/// <param name="Key">As <see cref="UsageRow.Key"/>.</param>
/// <param name="Person">Id; null when nobody is known.</param>
/// <param name="Repository">Name in the organisation file; null when none is known.</param>
public sealed record SpendRow(string Tool, string Key, DateTimeOffset At, string Session, string? Person, string? Repository, string Branch, SpendAmount Amount)
{
    public SessionId SessionId => new(Tool, Session);
}
