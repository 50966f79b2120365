using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shiprank.Engine.Demo.Paper;

/// <summary>Delivery events as JSON Lines (interfaces.md, section 2).</summary>
internal sealed class EventPaper
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<(DateTimeOffset At, string Type, string Line, bool Again)> lines = [];

    /// <summary>By type; what is told again later counts once.</summary>
    public IReadOnlyDictionary<string, int> Counts =>
        lines.Where(l => !l.Again).GroupBy(l => l.Type, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <param name="again">The same event was told before.</param>
    public void Add(DateTimeOffset at, string type, string id, Action<Utf8JsonWriter> fields, bool again = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("id", id);
            fields(json);
            json.WriteEndObject();
        }

        lines.Add((at, type, Encoding.UTF8.GetString(buffer.ToArray()), again));
    }

    public void Add(EventPaper other) => lines.AddRange(other.lines);

    /// <summary>The file, in order of time.</summary>
    public string Text() =>
        string.Concat(lines.OrderBy(l => l.At).ThenBy(l => l.Line, StringComparer.Ordinal).Select(l => l.Line + "\n"));

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
