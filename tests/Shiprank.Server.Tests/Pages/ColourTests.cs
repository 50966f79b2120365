using Shiprank.Server.Shell.Kit.Charts;
using System.Globalization;
using System.Text.RegularExpressions;
using Shiprank.Server.Shell.Kit;

namespace Shiprank.Server.Tests.Pages;

/// <summary>
/// The colours of the fates, as the style sheet has them: seen on the card by everybody, and told apart with each of the three colour-blindnesses.
/// Contrast: WCAG 2.2. Simulation: Machado, Oliveira, Fernandes 2009, severity 1. Difference: CIE 1976.
/// </summary>
public sealed class ColourTests
{
    private static readonly Dictionary<string, double[]> eyes = new()
    {
        ["none"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    private static readonly string css = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tokens.css"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_fate_stands_off_the_card(int theme) => Assert.All(ChartData.Groups, g => Assert.True(Contrast(Colour(g.Key, theme), Colour("surface", theme)) >= 3, g.Key));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Any_two_fates_differ_for_every_eye(int theme)
    {
        foreach (var (eye, matrix) in eyes)
        {
            foreach (var (a, b) in from a in ChartData.Groups from b in ChartData.Groups where a.Group < b.Group select (a.Key, b.Key))
            {
                Assert.True(Difference(Colour(a, theme), Colour(b, theme), matrix) >= 12, $"{a} and {b} with {eye}");
            }
        }
    }

    [Theory]
    [InlineData("ink", "canvas")]
    [InlineData("ink-2", "surface")]
    [InlineData("muted", "canvas")]
    [InlineData("muted", "sunken")]
    [InlineData("muted", "calm-soft")]
    [InlineData("accent", "surface")]
    [InlineData("good", "good-soft")]
    [InlineData("warn", "warn-soft")]
    [InlineData("bad", "bad-soft")]
    public void Words_can_be_read_on_their_ground(string ink, string ground)
    {
        for (var theme = 0; theme < 2; theme++) Assert.True(Contrast(Colour(ink, theme), Colour(ground, theme)) >= 4.5, $"{ink} on {ground}, theme {theme}");
    }

    /// <summary>Linear light, 0 to 1.</summary>
    private static double[] Colour(string name, int theme)
    {
        var hex = Regex.Match(css, $@"--sr-{name}: light-dark\(#([0-9a-f]{{6}}), #([0-9a-f]{{6}})\);").Groups[theme + 1].Value;
        return [.. Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4))];
    }

    private static double Light(double[] rgb) => (0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]);

    private static double Contrast(double[] a, double[] b) => (Math.Max(Light(a), Light(b)) + 0.05) / (Math.Min(Light(a), Light(b)) + 0.05);

    private static double Difference(double[] a, double[] b, double[] eye) => Math.Sqrt(Lab(Seen(a, eye)).Zip(Lab(Seen(b, eye)), (x, y) => (x - y) * (x - y)).Sum());

    private static double[] Seen(double[] rgb, double[] eye) => [.. Enumerable.Range(0, 3).Select(i => Math.Clamp((eye[3 * i] * rgb[0]) + (eye[(3 * i) + 1] * rgb[1]) + (eye[(3 * i) + 2] * rgb[2]), 0, 1))];

    /// <summary>CIE Lab, white D65.</summary>
    private static double[] Lab(double[] rgb)
    {
        var x = Root(((0.4124 * rgb[0]) + (0.3576 * rgb[1]) + (0.1805 * rgb[2])) / 0.95047);
        var y = Root(Light(rgb));
        var z = Root(((0.0193 * rgb[0]) + (0.1192 * rgb[1]) + (0.9505 * rgb[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Root(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
}
