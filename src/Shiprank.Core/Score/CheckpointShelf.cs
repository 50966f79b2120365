using Shiprank.Core.Delivery.Lines;

namespace Shiprank.Core.Score;

/// <summary>Where ledgers are kept between runs. Whatever happens to what lies there, a score is the same; only the way to it is longer.</summary>
public sealed record CheckpointShelf
{
    /// <summary>Names of the checkpoints of a repository, in any order.</summary>
    public required Func<string, IReadOnlyList<CheckpointName>> List { get; init; }

    /// <summary>Null when it is gone or damaged.</summary>
    public required Func<string, CheckpointName, LedgerCheckpoint?> Read { get; init; }

    /// <summary>Keeps a checkpoint in the place of one after as many changes; it has to be read before the call returns.</summary>
    public required Action<string, LedgerCheckpoint> Save { get; init; }

    /// <summary>Removes checkpoints.</summary>
    public required Action<string, IReadOnlyList<CheckpointName>> Drop { get; init; }

    /// <summary>After how many changes, of so many, a checkpoint is worth keeping.</summary>
    public Func<int, IReadOnlySet<int>> Plan { get; init; } = CheckpointPlan.For;
}

/// <summary>
/// Something else that follows the patches beside the ledger and has to go on from the same place: what it read of each commit, and a body
/// of its own in each checkpoint.
/// </summary>
/// <param name="Name">Of its section in a checkpoint.</param>
/// <param name="DigestOf">Of all that it reads of a commit besides the patch, by index in the graph: another digest, and the run starts before that commit.</param>
/// <param name="Write">The body as it stands behind the change that was just taken.</param>
/// <param name="Read">Puts the body of a checkpoint in the place of all that it holds; false when it can't. An empty body is the state before the first change.</param>
public sealed record CheckpointPart(string Name, Func<int, UInt128> DigestOf, Func<byte[]> Write, Func<byte[], bool> Read);
