using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>Finds sessions by what commits say of them.</summary>
internal sealed class SessionMarks
{
    private readonly Dictionary<(string Tool, string Id), WorkSession> byId = [];
    private readonly Dictionary<string, List<(string Digits, WorkSession Session)>> byDigits = new(StringComparer.Ordinal);

    public SessionMarks(IReadOnlyList<WorkSession> sessions)
    {
        foreach (var session in sessions)
        {
            byId.TryAdd((session.Trace.Tool, session.Trace.Session.ToLowerInvariant()), session);
            foreach (var digits in GitAiKey.Of(session.Id))
            {
                var start = digits[..GitAiKey.FewestDigits];
                if (!byDigits.TryGetValue(start, out var list)) byDigits[start] = list = [];
                list.Add((digits, session));
            }
        }
    }

    public WorkSession? Of(SessionMark mark) => byId.GetValueOrDefault((mark.Tool, mark.Id.ToLowerInvariant()));

    /// <param name="key">Key of a session as a note writes it.</param>
    public IEnumerable<WorkSession> OfNote(string key) =>
        GitAiKey.Digits(key) is { } digits && byDigits.TryGetValue(digits[..GitAiKey.FewestDigits], out var candidates)
            ? candidates.Where(c => c.Digits.StartsWith(digits, StringComparison.Ordinal)).Select(c => c.Session)
            : [];
}
