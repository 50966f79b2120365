namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>
/// What a ledger knows of blocks: which stretches of lines are alive, which blocks died or were copied in the last days, and which lines
/// live on in a copy of theirs. Only with a policy that asks for it.
/// </summary>
internal sealed class BlockState
{
    private readonly Dictionary<int, int> livesAs = [];
    private readonly FileWindows around;
    private readonly List<ulong> windows = [];
    private readonly List<(int From, int To)> ranges = [];
    private LivingBlocks? living = new();

    /// <param name="lines">Lines of a block, ≥ 1.</param>
    public BlockState(int lines)
    {
        Hash = new(lines);
        around = new(Hash, Texts);
        Dead = new(Hash);
        Copied = new(Hash);
    }

    public WindowHash Hash { get; }

    public LineTexts Texts { get; } = new();

    /// <summary>Blocks that changes took out.</summary>
    public YoungBlocks Dead { get; }

    /// <summary>Blocks that changes added although they were alive elsewhere.</summary>
    public YoungBlocks Copied { get; }

    /// <summary>The line that an id in a file stands for: a copy stands for the line that it outlived.</summary>
    public int Line(int id)
    {
        while (id >= 0 && livesAs.TryGetValue(id, out var other)) id = other;
        return id;
    }

    /// <summary>Lets a line live on in the place of its copy.</summary>
    public void LiveOn(int line, int copy) => livesAs.Add(copy, line);

    /// <summary>Stretches that are alive. Behind a checkpoint they are counted from the files when they are asked for first.</summary>
    public LivingBlocks Living(IReadOnlyDictionary<string, int[]> files) => living ??= Count(files);

    /// <summary>The same, counted anew.</summary>
    public LivingBlocks Count(IReadOnlyDictionary<string, int[]> files)
    {
        var counted = new LivingBlocks();
        foreach (var ids in files.Values)
        {
            windows.Clear();
            around.Whole(ids, windows);
            counted.Add(windows);
        }

        return counted;
    }

    /// <summary>To be told when the files are not those that this state has followed.</summary>
    public void Forget() => living = null;

    /// <summary>Takes a file as it was and as the patch left it.</summary>
    /// <param name="now">Null when it is gone, empty when nothing is known of its lines any more.</param>
    public void Follow(FilePatch file, int[] before, int[]? now)
    {
        windows.Clear();
        if (now is null || now.Length == 0) around.Whole(before, windows);
        else around.Around(before, Ranges(file, h => (FileLines.Start(h), h.OldCount)), windows);
        living!.Remove(windows);
        if (now is null) return;
        windows.Clear();
        around.Around(now, Ranges(file, h => (h.NewCount == 0 ? h.NewStart : h.NewStart - 1, h.NewCount)), windows);
        living.Add(windows);
    }

    /// <summary>Writes into the files themselves which lines live on in a copy; until the next one does, nothing needs to be looked up.</summary>
    public void Settle(IReadOnlyDictionary<string, int[]> files)
    {
        if (livesAs.Count == 0) return;
        foreach (var ids in files.Values)
        {
            for (var i = 0; i < ids.Length; i++) ids[i] = Line(ids[i]);
        }

        livesAs.Clear();
    }

    private List<(int From, int To)> Ranges(FilePatch file, Func<Hunk, (int Start, int Count)> of)
    {
        ranges.Clear();
        foreach (var hunk in file.Hunks)
        {
            var (start, count) = of(hunk);
            ranges.Add((start, start + count));
        }

        return ranges;
    }
}
