using Shiprank.Core.Attribution.Checkpoints;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>Finds sessions by what commits say of them.</summary>
internal sealed class SessionMarks
{
    private readonly Dictionary<SessionId, WorkSession> known = [];
    private readonly Dictionary<(string Tool, string Id), WorkSession> byId = [];
    private readonly ILookup<string, WorkSession> bySession;
    private readonly Dictionary<string, List<(string Digits, WorkSession Session)>> byDigits = new(StringComparer.Ordinal);

    public SessionMarks(IReadOnlyList<WorkSession> sessions)
    {
        bySession = sessions.ToLookup(s => s.Trace.Session, StringComparer.OrdinalIgnoreCase);
        foreach (var session in sessions)
        {
            known.TryAdd(session.Id, session);
            byId.TryAdd((session.Trace.Tool, session.Trace.Session.ToLowerInvariant()), session);
            foreach (var digits in GitAiKey.Of(session.Id))
            {
                var start = digits[..GitAiKey.FewestDigits];
                if (!byDigits.TryGetValue(start, out var list)) byDigits[start] = list = [];
                list.Add((digits, session));
            }
        }
    }

    /// <exception cref="KeyNotFoundException">No such session was given.</exception>
    public WorkSession Known(SessionId session) => known[session];

    /// <summary>The session that a mark names, or those of the checkpoint that it names. A checkpoint that does not tell the tool means the session of that id in any.</summary>
    public IEnumerable<WorkSession> Of(SessionMark mark, CheckpointIndex checkpoints)
    {
        if (mark.Tool != CheckpointIndex.Mark) return byId.TryGetValue((mark.Tool, mark.Id.ToLowerInvariant()), out var session) ? [session] : [];
        return checkpoints.Sessions(mark).SelectMany(s => bySession[s.Session].Where(w => s.Tool.Length == 0 || s.Tool == w.Trace.Tool));
    }

    /// <param name="key">Key of a session as a note writes it.</param>
    public IEnumerable<WorkSession> OfNote(string key) =>
        GitAiKey.Digits(key) is { } digits && byDigits.TryGetValue(digits[..GitAiKey.FewestDigits], out var candidates)
            ? candidates.Where(c => c.Digits.StartsWith(digits, StringComparison.Ordinal)).Select(c => c.Session)
            : [];
}
