using Shiprank.Core.Usage.Marks;

namespace Shiprank.Sources.Marks;

/// <summary>Marks of all logs of a home. Adding in any order, from any thread, gives the same.</summary>
internal sealed class MarkLog(MarkSettings settings)
{
    private readonly List<(string Tool, string Session, MarkThread Thread)> threads = [];
    private readonly Lock gate = new();

    public MarkThread Thread() => new(settings);

    public void Keep(string tool, string session, MarkThread thread)
    {
        lock (gate) threads.Add((tool, session, thread));
    }

    /// <param name="sessionOf">Session that a tool's thread belongs to.</param>
    /// <returns>In the order of time, tool and session.</returns>
    public IReadOnlyList<PromptMark> Prompts(Func<string, string, string> sessionOf) =>
    [
        .. threads.SelectMany(t => t.Thread.Prompts(t.Tool, sessionOf(t.Tool, t.Session)))
            .OrderBy(p => p.At).ThenBy(p => p.Tool, StringComparer.Ordinal).ThenBy(p => p.Session, StringComparer.Ordinal).ThenBy(p => p.Bands[0]),
    ];

    /// <returns>One a session, in the order of tool and session.</returns>
    public IReadOnlyList<SessionCalls> Calls(Func<string, string, string> sessionOf) =>
    [
        .. threads.Select(t => t.Thread.Calls(t.Tool, sessionOf(t.Tool, t.Session))).OfType<SessionCalls>().GroupBy(c => (c.Tool, c.Session))
            .Select(g => g.Aggregate((a, b) => a.And(b))).OrderBy(c => c.Tool, StringComparer.Ordinal).ThenBy(c => c.Session, StringComparer.Ordinal),
    ];
}
