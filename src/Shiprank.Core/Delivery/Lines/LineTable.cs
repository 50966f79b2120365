namespace Shiprank.Core.Delivery.Lines;

/// <summary>One substantive line from its birth on. A restored or moved line stays the same line.</summary>
internal record struct Line
{
    /// <summary>Change that added it.</summary>
    public int Birth;

    /// <summary>Commit that its credit comes from, and its evidence unless a record speaks of the line itself; −1 for a line of a merge that no branch commit adds.</summary>
    public int Commit;

    /// <summary>Change that killed it; −1 while it lives.</summary>
    public int Death;

    /// <summary>Service of the path it was born in.</summary>
    public short Service;

    public LineMark Mark;
    public LineFlags Flags;
}

[Flags]
internal enum LineFlags : byte
{
    None = 0,

    /// <summary>Counts for the change that added it.</summary>
    Eligible = 1,

    /// <summary>Its deletion has counted: it does not a second time.</summary>
    DeletionCounted = 2,

    /// <summary>Added in a block that was alive elsewhere (policy 2).</summary>
    Copy = 4,

    /// <summary>A copy that would have counted, by its path and by who added it.</summary>
    CopyCounts = 8,
}

/// <summary>Lines by id. Ids grow with the changes, so the lines of one change stand together.</summary>
internal sealed class LineTable
{
    private const int BlockBits = 14;
    private readonly List<Line[]> blocks = [];

    public int Count { get; private set; }

    public ref Line this[int id] => ref blocks[id >> BlockBits][id & ((1 << BlockBits) - 1)];

    public int Add(in Line line)
    {
        if (Count >> BlockBits == blocks.Count) blocks.Add(new Line[1 << BlockBits]);
        var id = Count++;
        this[id] = line;
        return id;
    }

    /// <summary>Adds a line many times over.</summary>
    public void Add(in Line line, int times)
    {
        while (times > 0)
        {
            if (Count >> BlockBits == blocks.Count) blocks.Add(new Line[1 << BlockBits]);
            var block = blocks[Count >> BlockBits].AsSpan(Count & ((1 << BlockBits) - 1));
            var some = Math.Min(times, block.Length);
            block[..some].Fill(line);
            (Count, times) = (Count + some, times - some);
        }
    }
}
