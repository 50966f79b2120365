using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Attribution.Checkpoints;

/// <summary>What one checkpoint adds to a session's tokens: together the session's total.</summary>
public readonly record struct CheckpointTokens(string Checkpoint, SessionId Session, DateTimeOffset At, TokenCounts Tokens)
{
    /// <summary>
    /// Running counters as what each adds. Counters of one session overlap and are never summed: one that did not fall adds its growth; one of
    /// which a bucket fell has restarted (a resumed or cleared session) and adds itself; one that counts only from a line of the log on adds
    /// itself, and its growth when the same stretch is counted again.
    /// </summary>
    /// <returns>In order of session and time; checkpoints without counters are left out.</returns>
    public static IReadOnlyList<CheckpointTokens> Of(IEnumerable<CheckpointRecord> checkpoints)
    {
        var sessions = checkpoints
            .SelectMany(c => c.Sessions.Where(s => s.Usage is not null).Select(s => (Checkpoint: c.Id, Session: s)))
            .GroupBy(c => c.Session.Session, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        var added = new List<CheckpointTokens>();
        foreach (var session in sessions)
        {
            // Some checkpoints of a session do not tell its tool.
            var id = new SessionId(session.Select(c => c.Session.Tool).Order(StringComparer.Ordinal).Last(), session.Key);
            var counter = new RunningCounter();
            foreach (var (checkpoint, state) in session.OrderBy(c => c.Session.At).ThenBy(c => c.Checkpoint, StringComparer.Ordinal))
            {
                added.Add(new(checkpoint, id, state.At, counter.Take(state.Usage!.Value)));
            }
        }

        return added;
    }

    /// <summary>Tokens of each session over all its checkpoints.</summary>
    public static IReadOnlyDictionary<SessionId, TokenCounts> BySession(IEnumerable<CheckpointRecord> checkpoints) =>
        Of(checkpoints).GroupBy(c => c.Session).ToDictionary(g => g.Key, g => g.Aggregate(default(TokenCounts), (sum, c) => sum + c.Tokens));
}
