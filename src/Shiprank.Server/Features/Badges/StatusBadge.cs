using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shiprank.Engine.Badges;

namespace Shiprank.Server.Features.Badges;

/// <summary>A status badge as a picture of at most a kilobyte, and as the document that shields.io's endpoint badges read (schemaVersion 1).</summary>
internal static class StatusBadge
{
    private const int CacheSeconds = 3600;

    /// <summary>Average width of a letter of the badge's type at 11 pixels; textLength makes the drawing fit whatever font there is.</summary>
    private const double LetterWidth = 6.2;

    public static string Svg(StatusFigure figure)
    {
        var (label, message) = (HtmlEncoder.Default.Encode(figure.Label), HtmlEncoder.Default.Encode(figure.Message));
        var (labelWidth, messageWidth) = (Width(figure.Label), Width(figure.Message));
        var (left, all) = (labelWidth + 14, labelWidth + messageWidth + 28);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"20\" viewBox=\"0 0 {all} 20\" role=\"img\" aria-labelledby=\"t\"><title id=\"t\">{label}: {message}</title><rect width=\"{all}\" height=\"20\" rx=\"4\" fill=\"#2b3138\"/><path d=\"M{left} 0h{messageWidth + 10}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H{left}z\" fill=\"{Colour(figure)}\"/><g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,Geneva,sans-serif\" font-size=\"11\"><text x=\"7\" y=\"14\" textLength=\"{labelWidth}\" lengthAdjust=\"spacingAndGlyphs\">{label}</text><text x=\"{left + 7}\" y=\"14\" textLength=\"{messageWidth}\" lengthAdjust=\"spacingAndGlyphs\">{message}</text></g></svg>");
    }

    public static byte[] Shields(StatusFigure figure)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("label", figure.Label);
            json.WriteString("message", figure.Message);
            json.WriteString("color", Colour(figure)[1..]);
            json.WriteString("labelColor", "2b3138");
            json.WriteNumber("cacheSeconds", CacheSeconds);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string Colour(StatusFigure figure) => figure.IsFigure ? "#0f766e" : "#5c646e";

    private static int Width(string text) => (int)Math.Ceiling(text.Length * LetterWidth);
}
