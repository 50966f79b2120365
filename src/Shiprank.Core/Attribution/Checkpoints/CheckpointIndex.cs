using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Checkpoints;

/// <summary>The sessions behind the checkpoints that commits name. A commit may name several, and a checkpoint several commits' work.</summary>
public sealed class CheckpointIndex
{
    /// <summary><see cref="SessionMark.Tool"/> of the trailer <c>Entire-Checkpoint</c>.</summary>
    public const string Mark = "entire";

    private readonly Dictionary<string, CheckpointRecord> byId = new(StringComparer.OrdinalIgnoreCase);

    public CheckpointIndex(IEnumerable<CheckpointRecord> checkpoints)
    {
        foreach (var checkpoint in checkpoints) byId.TryAdd(checkpoint.Id, checkpoint);
    }

    /// <summary>Null when the checkpoint was not read: its branch was not fetched, or it was pruned.</summary>
    public CheckpointRecord? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Sessions that a mark stands for; none when it is no checkpoint's or its checkpoint is unknown. The tool may be empty.</summary>
    public IReadOnlyList<SessionId> Sessions(SessionMark mark) =>
        mark.Tool == Mark && Find(mark.Id) is { } checkpoint ? [.. checkpoint.Sessions.Select(s => new SessionId(s.Tool, s.Session)).Distinct()] : [];

    /// <summary>Sessions of all checkpoints that a commit names, each once, in the order of the message.</summary>
    public IReadOnlyList<SessionId> Sessions(Commit commit) => [.. commit.Message.Sessions.SelectMany(Sessions).Distinct()];
}
