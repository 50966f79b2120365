using Shiprank.Core.Attribution.Checkpoints;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>Finds sessions by what commits say of them.</summary>
internal sealed class SessionMarks
{
    private readonly Dictionary<SessionId, WorkSession> known = [];
    private readonly ILookup<string, WorkSession> bySession;
    private readonly Dictionary<string, List<(string Digits, WorkSession Session)>> byDigits = new(StringComparer.Ordinal);

    public SessionMarks(IReadOnlyList<WorkSession> sessions)
    {
        bySession = sessions.ToLookup(s => s.Trace.Session, StringComparer.OrdinalIgnoreCase);
        foreach (var session in sessions)
        {
            known.TryAdd(session.Id, session);
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

    /// <summary>
    /// The sessions that a trailer names: one, or those of the checkpoint that it names; empty when none of them was read. A checkpoint that
    /// does not tell the tool means the session of that id in any.
    /// </summary>
    public IEnumerable<WorkSession> Of(SessionMark mark, CheckpointIndex checkpoints) =>
        mark.Tool == CheckpointIndex.Mark ? checkpoints.Sessions(mark).SelectMany(s => Of(s.Tool, s.Session)) : Of(mark.Tool, mark.Id);

    /// <param name="key">Key of a session as a record of lines writes it: a git-ai key, or the session's own id.</param>
    public IEnumerable<WorkSession> OfNote(string key)
    {
        if (GitAiKey.Digits(key) is not { } digits) return bySession[key];
        return byDigits.GetValueOrDefault(digits[..GitAiKey.FewestDigits], []).Where(c => c.Digits.StartsWith(digits, StringComparison.Ordinal)).Select(c => c.Session);
    }

    private IEnumerable<WorkSession> Of(string tool, string session) => bySession[session].Where(s => tool.Length == 0 || tool == s.Trace.Tool);
}
