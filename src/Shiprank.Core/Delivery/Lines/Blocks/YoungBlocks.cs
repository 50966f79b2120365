using System.Runtime.InteropServices;

namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>Lines of one change that stood together, in their order.</summary>
/// <param name="Change">The change that took them out, or copied them.</param>
internal sealed record YoungBlock(int Change, LostLine[] Lines);

/// <summary>Blocks of the last days, found by any stretch of theirs: the newest first, of one change in the order of its lines.</summary>
internal sealed class YoungBlocks(WindowHash hash)
{
    /// <summary>Blocks that are looked at for one stretch: what repeats in hundreds of places is nobody's.</summary>
    private const int Most = 32;

    private const int SweepStep = 100_000;
    private readonly List<YoungBlock> blocks = [];
    private readonly Dictionary<ulong, int> newest = [];
    private readonly List<(int Block, int Offset, int Next)> nodes = [];
    private readonly List<ulong> texts = [];
    private readonly List<ulong> windows = [];
    private int held;
    private int sweepAt = SweepStep;

    public bool IsEmpty => blocks.Count == 0;

    /// <summary>Takes the blocks of one change, in order.</summary>
    public void Add(IReadOnlyList<YoungBlock> ofChange)
    {
        for (var i = ofChange.Count - 1; i >= 0; i--) Add(ofChange[i]);
    }

    /// <summary>Where the stretch begins, at most in so many blocks.</summary>
    public IEnumerable<(YoungBlock Block, int Offset)> Find(ulong window)
    {
        var left = Most;
        for (var at = newest.GetValueOrDefault(window, -1); at >= 0 && left-- > 0; at = nodes[at].Next) yield return (blocks[nodes[at].Block], nodes[at].Offset);
    }

    /// <summary>Those that <paramref name="isYoung"/> says of their change, by change and place in it.</summary>
    public IReadOnlyList<YoungBlock> Young(Func<int, bool> isYoung) =>
        [.. blocks.Where(b => isYoung(b.Change)).OrderBy(b => b.Change).ThenBy(b => b.Lines[0].Order)];

    /// <summary>Forgets the others, now and then.</summary>
    public void Sweep(Func<int, bool> isYoung)
    {
        if (held < sweepAt) return;
        Load(Young(isYoung));
        sweepAt = held + SweepStep;
    }

    /// <summary>Puts what <see cref="Young"/> gave in the place of all.</summary>
    public void Load(IReadOnlyList<YoungBlock> young)
    {
        blocks.Clear();
        newest.Clear();
        nodes.Clear();
        held = 0;
        foreach (var ofChange in young.GroupBy(b => b.Change)) Add([.. ofChange]);
    }

    private void Add(YoungBlock block)
    {
        texts.Clear();
        windows.Clear();
        foreach (var line in block.Lines) texts.Add(line.Text);
        hash.Of(texts, windows);
        var index = blocks.Count;
        blocks.Add(block);
        held += block.Lines.Length;
        for (var offset = windows.Count - 1; offset >= 0; offset--)
        {
            ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(newest, windows[offset], out var known);

            // What repeats within a block is found where it begins first.
            if (known && nodes[head].Block == index) nodes[head] = nodes[head] with { Offset = offset };
            else
            {
                nodes.Add((index, offset, known ? head : -1));
                head = nodes.Count - 1;
            }
        }
    }
}
