using System.Runtime.InteropServices;

namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>Hashes every stretch of so many texts that follow each other. Texts are keyed hashes already (<see cref="LineText"/>): nobody chooses them.</summary>
/// <param name="lines">Texts in a stretch, ≥ 1.</param>
internal sealed class WindowHash(int lines)
{
    private const ulong Base = 0x9E37_79B9_7F4A_7C15;
    private readonly ulong leaving = Power(lines);

    public int Lines => lines;

    /// <summary>Adds the hashes of all stretches in order: one at each text that has enough behind it.</summary>
    public void Of(List<ulong> texts, List<ulong> into)
    {
        var all = CollectionsMarshal.AsSpan(texts);
        var hash = 0UL;
        for (var i = 0; i < all.Length; i++)
        {
            hash = unchecked((hash * Base) + all[i]);
            if (i >= lines) hash = unchecked(hash - (all[i - lines] * leaving));
            if (i >= lines - 1) into.Add(hash);
        }
    }

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++) power = unchecked(power * Base);
        return power;
    }
}
