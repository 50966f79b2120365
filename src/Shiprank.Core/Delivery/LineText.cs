namespace Shiprank.Core.Delivery;

/// <summary>
/// A line of code as Shiprank keeps it: a keyed 60-bit hash of its normalised text (the line without space, tab, CR, VT, FF)
/// and the number of its letters and digits, up to 15 (normalised-deployments.md, section 2, rule 2). Never the text.
/// Two lines are equal when their values are.
/// </summary>
public readonly record struct LineText(ulong Value)
{
    /// <summary>Letters (Unicode L*) and digits (Nd) in the line; 15 stands for 15 or more.</summary>
    public int Alnum => (int)(Value & 15);

    public static LineText Of(ulong hash, int alnum) => new((hash & ~15UL) | (uint)Math.Min(alnum, 15));
}
