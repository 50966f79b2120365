using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>Stretches of lines that are alive somewhere in the repository, by hash, with how often they are.</summary>
internal sealed class LivingBlocks
{
    private readonly Dictionary<ulong, int> counts = [];

    public bool Has(ulong window) => counts.ContainsKey(window);

    public void Add(List<ulong> windows)
    {
        foreach (var window in windows) CollectionsMarshal.GetValueRefOrAddDefault(counts, window, out _)++;
    }

    public void Remove(List<ulong> windows)
    {
        foreach (var window in windows)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, window);
            if (Unsafe.IsNullRef(ref count)) continue;
            if (--count == 0) counts.Remove(window);
        }
    }

    /// <summary>True when both have the same stretches as often.</summary>
    public bool IsSame(LivingBlocks other) => counts.Count == other.counts.Count && counts.All(c => other.counts.GetValueOrDefault(c.Key) == c.Value);
}
