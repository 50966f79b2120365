using System.Globalization;

namespace Shiprank.Server.Shell.Kit.Charts;

/// <summary>The one scale of a column of dots: rows are compared on it.</summary>
/// <param name="Middle">The organisation's value; null: none is drawn.</param>
public sealed record DotScale(decimal Low, decimal High, decimal? Middle = null)
{
    public const int Width = 220;
    private const int Margin = 10;

    /// <summary>A scale with all of these in sight, from 0 if that is near.</summary>
    public static DotScale Of(IEnumerable<(decimal Low, decimal High)> intervals, decimal? middle = null)
    {
        var all = intervals.SelectMany(i => new[] { i.Low, i.High }).Concat(middle is { } m ? [m] : []).ToList();
        if (all.Count == 0) return new(0, 1, middle);
        var (low, high) = (all.Min(), all.Max());
        if (low >= 0 && low < high / 2) low = 0;
        return new(low, high > low ? high : low + 1, middle);
    }

    /// <summary>Round values across the scale, 2 to 6 of them.</summary>
    public IReadOnlyList<decimal> Ticks
    {
        get
        {
            var step = Step((High - Low) / 4);
            List<decimal> ticks = [];
            for (var tick = Math.Ceiling(Low / step) * step; tick <= High; tick += step) ticks.Add(tick);
            return ticks;
        }
    }

    /// <summary>In pixels of the drawing.</summary>
    public string X(decimal value) => (Margin + ((High > Low ? (double)((Math.Clamp(value, Low, High) - Low) / (High - Low)) : 0.5) * (Width - (2 * Margin)))).ToString("0.0", CultureInfo.InvariantCulture);

    private static decimal Step(decimal rough)
    {
        if (rough <= 0) return 1;
        var ten = 1m;
        while (ten * 10 <= rough) ten *= 10;
        while (ten > rough) ten /= 10;
        return ten * (rough / ten) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}
