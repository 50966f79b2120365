namespace Shiprank.Core.Delivery.Lines;

/// <summary>Names a state of a ledger: after how many changes, and what everything was that it came from.</summary>
/// <param name="Changes">Changes taken, ≥ 1.</param>
/// <param name="Chain">As <see cref="LedgerChain"/> has it behind the last of them.</param>
public readonly record struct CheckpointName(int Changes, UInt128 Chain);

/// <summary>
/// All that a ledger holds after some changes, so that a later run goes on from there and reads only the patches behind it. Commits are
/// named by their place in the order in which a score needs patches, never by their place in a graph that grows.
/// </summary>
public sealed record LedgerCheckpoint
{
    public required CheckpointName Name { get; init; }

    /// <summary>One entry a change.</summary>
    public required IReadOnlyList<ChangeLines> Changes { get; init; }

    /// <summary>The lines of all changes, in order of their ids. A run never reaches over the end of a change.</summary>
    public required IReadOnlyList<LineRun> Lines { get; init; }

    public required IReadOnlyList<CountedDeletion> Deletions { get; init; }

    public required IReadOnlyList<KnownRevert> Reverts { get; init; }

    /// <summary>Owners of the lines of each file, as <see cref="FileLines"/> has them. Not to be written to.</summary>
    public required IReadOnlyDictionary<string, int[]> Files { get; init; }

    /// <summary>Lines that may come back, by path; those of a path by change and place in it.</summary>
    public required IReadOnlyDictionary<string, LostLine[]> Lost { get; init; }

    /// <summary>What was told of deployments; the checkpoint holds only while the answers are the same.</summary>
    public required IReadOnlyList<AskedHorizon> Asked { get; init; }

    public required long UnknownLines { get; init; }

    /// <summary>What others keep beside the ledger, by name; only they know what is in it.</summary>
    public IReadOnlyDictionary<string, byte[]> Sections { get; init; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);
}

/// <summary>What stands of one change in a ledger.</summary>
/// <param name="Lines">Lines that it added and that are lines of the ledger.</param>
/// <param name="Deletions">Its entries among the deletions.</param>
/// <param name="Eligible">Those of its lines that count.</param>
/// <param name="Services">Services that it touches, ascending.</param>
public readonly record struct ChangeLines(int Lines, int Deletions, int Eligible, short[] Services);

/// <summary>Lines of one change with ids that follow each other and of which the same is known.</summary>
/// <param name="Commit">Place of the commit that they come from; −1 for none.</param>
/// <param name="Death">Change that killed them; −1 while they live.</param>
/// <param name="State">Mark and flags; only the ledger reads it.</param>
public readonly record struct LineRun(int Count, int Commit, int Death, short Service, byte State);

/// <param name="Commit">Place of the commit that its credit comes from; −1 for none.</param>
public readonly record struct CountedDeletion(int Commit, short Service, DateTimeOffset? RestoredAt);

/// <param name="Target">The change that was reverted.</param>
/// <param name="By">The reverting one.</param>
public readonly record struct KnownRevert(int Target, int By, DateTimeOffset? RestoredAt);
