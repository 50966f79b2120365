namespace Shiprank.Core.Signals.Usage.Statistics;

/// <summary>
/// Corrected conditional entropy (Porta et al., 1998; Gianvecchio and Wang, 2007): how little of the next value is known from those before it. Patterns that
/// occur once are counted as unknown, since a finite series always makes its long patterns look certain. Near 0 a series is a clock.
/// </summary>
public static class ConditionalEntropy
{
    /// <summary>Patterns up to this length are looked at.</summary>
    public const int Longest = 5;

    /// <summary>Symbols are 0 to 15.</summary>
    private const int Bits = 4;

    /// <returns>In nats: the least over the lengths of patterns; 0 for a series without two values.</returns>
    public static double Corrected(ReadOnlySpan<byte> symbols)
    {
        var (least, before, first) = (double.MaxValue, 0.0, 0.0);
        var counts = new Dictionary<uint, int>();
        for (var length = 1; length <= Longest && length < symbols.Length; length++)
        {
            var (entropy, once) = Entropy(symbols, length, counts);
            if (length == 1) first = entropy;
            least = Math.Min(least, entropy - before + (once * first));
            before = entropy;
        }

        return least == double.MaxValue ? 0 : Math.Max(0, least);
    }

    /// <summary>The entropy of patterns of a length, and the share of patterns that occur once.</summary>
    private static (double Entropy, double Once) Entropy(ReadOnlySpan<byte> symbols, int length, Dictionary<uint, int> counts)
    {
        counts.Clear();
        var mask = (uint)((1UL << (Bits * length)) - 1);
        var (pattern, total) = (0U, symbols.Length - length + 1);
        for (var i = 0; i < symbols.Length; i++)
        {
            pattern = ((pattern << Bits) | symbols[i]) & mask;
            if (i >= length - 1) counts[pattern] = counts.GetValueOrDefault(pattern) + 1;
        }

        var (entropy, once) = (0.0, 0);
        foreach (var count in counts.Values.Order())
        {
            var share = (double)count / total;
            entropy -= share * Math.Log(share);
            if (count == 1) once++;
        }

        return (entropy, (double)once / total);
    }
}
