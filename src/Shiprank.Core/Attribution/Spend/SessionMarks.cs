using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>Finds sessions by what commits say of them.</summary>
internal sealed class SessionMarks
{
    private readonly Dictionary<SessionId, WorkSession> known = [];
    private readonly Dictionary<(string Tool, string Id), WorkSession> byId = [];
    private readonly Dictionary<string, List<(string Digits, WorkSession Session)>> byDigits = new(StringComparer.Ordinal);

    public SessionMarks(IReadOnlyList<WorkSession> sessions)
    {
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

    /// <summary>The sessions that a trailer names; empty when none of them was read.</summary>
    public IEnumerable<WorkSession> Of(SessionMark mark) => byId.TryGetValue((mark.Tool, mark.Id.ToLowerInvariant()), out var session) ? [session] : [];

    /// <param name="key">Key of a session as a note writes it.</param>
    public IEnumerable<WorkSession> OfNote(string key) =>
        GitAiKey.Digits(key) is { } digits && byDigits.TryGetValue(digits[..GitAiKey.FewestDigits], out var candidates)
            ? candidates.Where(c => c.Digits.StartsWith(digits, StringComparison.Ordinal)).Select(c => c.Session)
            : [];
}
