using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Score;
using Shiprank.Store.Delivery;

namespace Shiprank.Tests.Scoring.Incremental;

/// <summary>Checkpoints in memory, written and read the way the store does it; counts the patches that runs read.</summary>
internal sealed class MemoryShelf
{
    private readonly SortedDictionary<int, (CheckpointName Name, byte[] Body)> kept = [];

    /// <summary>After how many changes of so many a checkpoint is taken; default: after each.</summary>
    public Func<int, IReadOnlySet<int>> Plan { get; init; } = changes => Enumerable.Range(1, changes).ToHashSet();

    public int PatchesRead { get; private set; }

    public IReadOnlyCollection<int> Places => kept.Keys;

    public byte[] Newest => kept[kept.Keys.Max()].Body;

    /// <summary>Patches that a run on this input reads with the shelf.</summary>
    public int Cost(ScoreInput input)
    {
        var before = PatchesRead;
        Score(input);
        return PatchesRead - before;
    }

    public ScoreResult Score(ScoreInput input) => ScoreEngine.Compute(input with { Patches = Counted(input.Patches), Checkpoints = Shelf });

    public void Harm(Func<byte[], byte[]> harm)
    {
        foreach (var place in kept.Keys.ToList()) kept[place] = (kept[place].Name, harm(kept[place].Body));
    }

    private CheckpointShelf Shelf => new()
    {
        List = _ => [.. kept.Values.Select(k => k.Name)],
        Read = (_, name) => kept.TryGetValue(name.Changes, out var found) && found.Name == name ? LedgerCodec.Read(name, found.Body) : null,
        Save = (_, checkpoint) => kept[checkpoint.Name.Changes] = (checkpoint.Name, Packed(checkpoint)),
        Drop = (_, names) =>
        {
            foreach (var name in names)
            {
                if (kept.TryGetValue(name.Changes, out var found) && found.Name == name) kept.Remove(name.Changes);
            }
        },
        Plan = Plan,
    };

    private static byte[] Packed(LedgerCheckpoint checkpoint)
    {
        var pack = new PackWriter();
        LedgerCodec.Write(pack, checkpoint);
        return pack.Written.ToArray();
    }

    private PatchReader Counted(PatchReader patches) => (repository, commits) =>
    {
        PatchesRead += commits.Count;
        return patches(repository, commits);
    };
}
