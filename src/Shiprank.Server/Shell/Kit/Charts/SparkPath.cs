using System.Globalization;
using System.Text;

namespace Shiprank.Server.Shell.Kit.Charts;

/// <summary>A line of points in a box, as SVG paths. Points that are not known leave a gap.</summary>
public sealed class SparkPath
{
    private const double Margin = 3.3;

    private readonly IReadOnlyList<decimal?> points;
    private readonly double width;
    private readonly double height;
    private readonly double low;
    private readonly double span;

    /// <param name="also">A value that has to be in sight too.</param>
    public SparkPath(IReadOnlyList<decimal?> points, double width, double height, decimal? also = null)
    {
        (this.points, this.width, this.height) = (points, width, height);
        var known = points.Append(also).Where(p => p is not null).Select(p => (double)p!.Value).ToList();
        (low, span) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max() - known.Min());
    }

    /// <summary>True when there is a line to draw.</summary>
    public bool IsLine => points.Count(p => p is not null) > 1;

    /// <param name="from">Index of the first point.</param>
    /// <param name="to">Index of the last.</param>
    public string Line(int from, int to)
    {
        var path = new StringBuilder();
        var pen = 'M';
        for (var i = from; i <= to; i++)
        {
            if (points[i] is not { } value)
            {
                pen = 'M';
                continue;
            }

            path.Append(pen).Append(At(X(i))).Append(' ').Append(At(Y((double)value)));
            pen = 'L';
        }

        return path.ToString();
    }

    /// <summary>The area below it; empty where the line has gaps.</summary>
    public string Area => points.Any(p => p is null) || !IsLine ? "" : $"{Line(0, points.Count - 1)}L{At(width)} {At(height)}L0 {At(height)}Z";

    public string Level(decimal value) => $"M0 {At(Y((double)value))}H{At(width)}";

    private double X(int index) => points.Count < 2 ? width / 2 : index * width / (points.Count - 1);

    /// <summary>What never changes lies in the middle.</summary>
    private double Y(double value) => span == 0 ? height / 2 : height - Margin - ((value - low) / span * (height - (2 * Margin)));

    private static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
