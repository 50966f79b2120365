namespace Shiprank.Cli.Terminal;

/// <summary>A row of figures as columns one character wide: <c>█▇▅▂</c>, in ASCII <c>#%+:</c>. Only 0 is a blank, and only the whole is a full column.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Signs = ".:-=+*%#";

    /// <param name="max">The height of a full column.</param>
    public static string Draw(IEnumerable<int> values, int max, bool ascii)
    {
        var signs = ascii ? Signs : Blocks;
        return string.Concat(values.Select(v => v <= 0 || max <= 0 ? ' ' : signs[(int)((long)Math.Min(v, max) * (signs.Length - 1) / max)]));
    }
}
