using Shiprank.Core.Usage;

namespace Shiprank.Core.Delivery;

/// <summary>What Entire recorded under one id, which commits name in the trailer <c>Entire-Checkpoint</c>. Ids, counts, paths and times, never text.</summary>
/// <param name="Id">12 hex digits, lower case.</param>
/// <param name="Branch">Branch that the work was on; empty when unknown.</param>
/// <param name="Sessions">In the order of the checkpoint's folders. A session may stand twice, as it was at two times.</param>
public sealed record CheckpointRecord(string Id, string Branch, IReadOnlyList<CheckpointSession> Sessions);

/// <summary>One session's part of a checkpoint.</summary>
/// <param name="Tool">Tool id; empty when the checkpoint does not tell.</param>
/// <param name="Session">The agent's own session id.</param>
/// <param name="At">When the checkpoint was written, UTC.</param>
/// <param name="Snapshots">Times that the session's work was saved since its last checkpoint.</param>
/// <param name="Usage">Null when nothing was counted.</param>
/// <param name="Lines">Entire's own estimate at the time of the commit; null when there is none.</param>
/// <param name="Files">Files touched, from the repository's root.</param>
public sealed record CheckpointSession(
    string Tool, string Session, DateTimeOffset At, int Snapshots, CheckpointUsage? Usage, CheckpointLines? Lines, IReadOnlyList<string> Files);

/// <summary>Running counters of a session, its sub-agents included.</summary>
/// <param name="Tokens">Disjoint buckets; the lifetime of a cache write is unknown.</param>
/// <param name="Calls">Calls of the model.</param>
/// <param name="From">0: counted from the session's start. Else only from this line (or message) of its log on.</param>
public readonly record struct CheckpointUsage(TokenCounts Tokens, long Calls, int From);

/// <summary>Lines of a commit as Entire shared them between agent and human.</summary>
public readonly record struct CheckpointLines(long Agent, long HumanAdded, long HumanModified, long HumanRemoved, long Total);
