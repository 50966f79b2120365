using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shiprank.Engine.Demo.Homes;

/// <summary>Small pieces that every log is made of.</summary>
internal static class LogText
{
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>Time to the millisecond, as agents write it.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A text as it stands between the quotes of a JSON string.</summary>
    public static string Json(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    public static string List(IEnumerable<string> items) => string.Join(',', items);

    /// <summary>Moment of response <paramref name="index"/> of <paramref name="count"/>, in the middle of its part of the session.</summary>
    public static DateTimeOffset Moment(DateTimeOffset start, DateTimeOffset end, int index, int count)
    {
        var part = (end - start).Ticks / count;
        var ticks = (part * index) + (part / 3);
        return start.AddTicks(ticks - (ticks % TimeSpan.TicksPerMillisecond));
    }

    public static void Save(string path, StringBuilder text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ToString(), Utf8);
    }
}
