using System.Runtime.InteropServices;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>A line that died, where it may come back.</summary>
/// <param name="Text">Its text, as <see cref="LineText.Value"/>.</param>
/// <param name="Line">Id of the line.</param>
/// <param name="Change">The change that took it out.</param>
/// <param name="Order">Place among the deaths of that change.</param>
/// <param name="Deletion">Index of its deletion entry, −1 when the deletion can't count.</param>
public readonly record struct LostLine(ulong Text, int Line, int Change, int Order, int Deletion);

/// <summary>The deaths of one path. Those that were loaded stay packed until somebody looks for one.</summary>
internal sealed class PathDeaths(LostLine[]? packed = null)
{
    private readonly Dictionary<ulong, int> newest = [];
    private readonly List<Node> nodes = [];
    private LostLine[]? packed = packed;

    public int Count { get; private set; } = packed?.Length ?? 0;

    public void Add(LostLine lost)
    {
        Unpack();
        Link(lost);
        Count++;
    }

    public void AddAll(PathDeaths other)
    {
        other.Unpack();
        foreach (var node in other.nodes)
        {
            if (!node.Taken) Add(node.Lost);
        }
    }

    /// <summary>Takes the latest death of the text that <paramref name="canTake"/> allows; of one change the first in line order.</summary>
    public bool TryTake(ulong text, Func<LostLine, bool> canTake, out LostLine taken)
    {
        Unpack();
        taken = default;
        var (best, before) = (-1, -1);
        for (var (at, last) = (newest.GetValueOrDefault(text, -1), -1); at >= 0; (at, last) = (nodes[at].Next, at))
        {
            var lost = nodes[at].Lost;
            if (!canTake(lost)) continue;
            if (best >= 0 && (lost.Change < taken.Change || (lost.Change == taken.Change && lost.Order > taken.Order))) continue;
            (best, before, taken) = (at, last, lost);
        }

        if (best < 0) return false;
        var all = CollectionsMarshal.AsSpan(nodes);
        all[best].Taken = true;
        if (before >= 0) all[before].Next = all[best].Next;
        else if (all[best].Next >= 0) newest[text] = all[best].Next;
        else newest.Remove(text);
        Count--;
        return true;
    }

    public int RemoveAll(Predicate<LostLine> isGone)
    {
        var kept = Ordered(d => !isGone(d));
        var removed = Count - kept.Length;
        if (removed == 0) return 0;
        (packed, Count) = (kept, kept.Length);
        newest.Clear();
        nodes.Clear();
        return removed;
    }

    /// <summary>By change and place in it.</summary>
    public LostLine[] Ordered(Predicate<LostLine> isKept)
    {
        if (packed is not null) return Array.TrueForAll(packed, isKept) ? packed : Array.FindAll(packed, isKept);
        var kept = new List<LostLine>(Count);
        foreach (var node in nodes)
        {
            if (!node.Taken && isKept(node.Lost)) kept.Add(node.Lost);
        }

        kept.Sort((a, b) => a.Change != b.Change ? a.Change.CompareTo(b.Change) : a.Order.CompareTo(b.Order));
        return [.. kept];
    }

    private void Unpack()
    {
        if (packed is null) return;
        newest.EnsureCapacity(packed.Length);
        nodes.EnsureCapacity(packed.Length);
        foreach (var lost in packed) Link(lost);
        packed = null;
    }

    private void Link(LostLine lost)
    {
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(newest, lost.Text, out var known);
        nodes.Add(new() { Lost = lost, Next = known ? head : -1 });
        head = nodes.Count - 1;
    }

    private struct Node
    {
        public LostLine Lost;

        /// <summary>The next node of the same text, −1 at the end.</summary>
        public int Next;

        public bool Taken;
    }
}
