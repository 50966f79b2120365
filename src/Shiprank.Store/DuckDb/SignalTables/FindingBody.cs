using System.Globalization;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;

namespace Shiprank.Store.DuckDb.SignalTables;

/// <summary>The part of a question's evidence that no column has, as JSON.</summary>
internal static class FindingBody
{
    public static string Of(SignalQuestion question)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, question);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <param name="bare">With what the columns have.</param>
    public static (Finding Finding, IReadOnlyList<BesideFinding> Beside) Read(string body, Finding bare)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var finding = bare with
        {
            Confidence = root.GetProperty("confidence").GetDecimal(),
            Title = root.GetProperty("title").GetString()!,
            Seen = root.GetProperty("seen").GetString()!,
            Evidence = [.. root.GetProperty("evidence").EnumerateArray().Select(Evidence)],
            Days = [.. root.GetProperty("days").EnumerateArray().Select(d => DateOnly.ParseExact(d.GetString()!, "O", CultureInfo.InvariantCulture))],
            Series = root.TryGetProperty("series", out var series) ? Series(series) : null,
        };
        return (finding, [.. root.GetProperty("beside").EnumerateArray().Select(b => new BesideFinding(b[0].GetString()!, b[1].GetString()!))]);
    }

    private static void Write(Utf8JsonWriter json, SignalQuestion question)
    {
        var finding = question.Finding;
        json.WriteStartObject();
        json.WriteNumber("confidence", finding.Confidence);
        json.WriteString("title", StoredText.Clean(finding.Title));
        json.WriteString("seen", StoredText.Clean(finding.Seen));
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartArray();
            json.WriteStringValue(StoredText.Clean(evidence.What));
            json.WriteStringValue(StoredText.Clean(evidence.Value));
            if (evidence.Change is { } change)
            {
                json.WriteStringValue(StoredText.Clean(change.Repository));
                json.WriteStringValue(StoredText.Clean(change.Sha));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("days");
        foreach (var day in finding.Days) json.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndArray();
        if (finding.Series is { } series)
        {
            json.WriteStartObject("series");
            json.WriteString("name", StoredText.Clean(series.Name));
            json.WriteString("unit", StoredText.Clean(series.Unit));
            json.WriteStartArray("points");
            foreach (var point in series.Points)
            {
                json.WriteStartArray();
                json.WriteStringValue(StoredText.Clean(point.At));
                json.WriteNumberValue(point.Value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteStartArray("beside");
        foreach (var beside in question.Beside)
        {
            json.WriteStartArray();
            json.WriteStringValue(beside.Rule);
            json.WriteStringValue(StoredText.Clean(beside.Seen));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static SignalEvidence Evidence(JsonElement evidence) =>
        new(evidence[0].GetString()!, evidence[1].GetString()!, evidence.GetArrayLength() > 2 ? (evidence[2].GetString()!, evidence[3].GetString()!) : null);

    private static SignalSeries Series(JsonElement series) =>
        new(series.GetProperty("name").GetString()!, series.GetProperty("unit").GetString()!, [.. series.GetProperty("points").EnumerateArray().Select(p => new SignalPoint(p[0].GetString()!, p[1].GetDecimal()))]);
}
