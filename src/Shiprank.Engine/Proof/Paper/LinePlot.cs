using System.Globalization;
using System.Text;

namespace Shiprank.Engine.Proof.Paper;

/// <param name="Points">In order of x.</param>
internal sealed record PlotLine(string Name, IReadOnlyList<(decimal X, decimal Y)> Points);

/// <summary>Lines over a logarithmic or linear axis as an SVG that reads on light and dark.</summary>
internal sealed class LinePlot(string title, string xName, string yName, bool logX, decimal yMax, decimal yMin = 0)
{
    private const int Width = 760;
    private const int Height = 380;
    private const int Left = 64;
    private const int Right = 210;
    private const int Top = 40;
    private const int Bottom = 48;
    private const int Ticks = 5;

    private static readonly string[] colours = ["#2f6fde", "#d1495b", "#2a9d6f", "#b8860b", "#7a4fbf", "#0f8b8d", "#8a5a44", "#64748b"];
    private static readonly string[] dashes = ["", "6 3", "2 3", "9 3 2 3"];

    /// <param name="xTicks">Where the x axis is labelled, with the labels.</param>
    public string Draw(IReadOnlyList<PlotLine> lines, IReadOnlyList<(decimal At, string Label)> xTicks)
    {
        var (from, to) = (xTicks[0].At, xTicks[^1].At);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n<title>{title}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n<text x=\"{Left}\" y=\"22\" font-size=\"14\" font-weight=\"600\" fill=\"#1f2933\">{title}</text>\n");
        for (var i = 0; i <= Ticks; i++)
        {
            var value = yMin + ((yMax - yMin) * i / Ticks);
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Y(value)}H{Width - Right}\" stroke=\"#d9dee5\"/><text x=\"{Left - 8}\" y=\"{Y(value)}\" dy=\"4\" text-anchor=\"end\" fill=\"#4b5563\">{value:0.##}</text>\n");
        }

        foreach (var (at, label) in xTicks) svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(at, from, to)}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\" fill=\"#4b5563\">{label}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\" fill=\"#4b5563\">{xName}</text><text x=\"14\" y=\"{Top - 4}\" fill=\"#4b5563\">{yName}</text>\n");
        for (var i = 0; i < lines.Count; i++)
        {
            var colour = colours[i % colours.Length];
            var path = string.Join('L', lines[i].Points.Where(p => p.X >= from && p.X <= to).Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X, from, to)} {Y(p.Y)}")));
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes[i % dashes.Length]}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Width - Right + 12} {Top + 8 + (22 * i)}h22\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes[i % dashes.Length]}\"/><text x=\"{Width - Right + 40}\" y=\"{Top + 12 + (22 * i)}\" fill=\"#1f2933\">{lines[i].Name}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private string Y(decimal value) => Place(Height - Bottom - ((Height - Bottom - Top) * (double)((Math.Clamp(value, yMin, yMax) - yMin) / (yMax - yMin))));

    private string X(decimal value, decimal from, decimal to)
    {
        var share = logX ? Math.Log((double)(value / from)) / Math.Log((double)(to / from)) : (double)((value - from) / (to - from));
        return Place(Left + ((Width - Right - Left) * share));
    }

    private static string Place(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
