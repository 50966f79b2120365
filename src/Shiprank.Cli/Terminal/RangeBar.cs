namespace Shiprank.Cli.Terminal;

/// <summary>An interval with its middle, drawn to a scale that all rows of a table share: <c>  ├──●─┤  </c>, in ASCII <c>  [--o-]  </c>.</summary>
internal static class RangeBar
{
    /// <param name="min">Left end of the scale; what lies outside the scale is drawn at its end.</param>
    /// <param name="max">Right end of the scale.</param>
    /// <param name="width">Characters; the result has exactly as many.</param>
    public static string Draw(double lo, double value, double hi, double min, double max, int width, bool ascii)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int At(double x) => max > min ? (int)Math.Round((Math.Clamp(x, min, max) - min) / (max - min) * (width - 1), MidpointRounding.AwayFromZero) : 0;
        var (left, right, line, dot) = ascii ? ('[', ']', '-', 'o') : ('├', '┤', '─', '●');
        var bar = new char[width];
        Array.Fill(bar, ' ');
        var (from, to) = (At(lo), At(hi));
        for (var i = from + 1; i < to; i++) bar[i] = line;
        bar[from] = left;
        bar[to] = right;
        bar[At(value)] = dot;
        return new(bar);
    }
}
