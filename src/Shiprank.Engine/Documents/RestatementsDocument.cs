using System.Text.Json;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Restating;
using Shiprank.Engine.Changes;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank restatements --json</c>.</summary>
public static class RestatementsDocument
{
    /// <param name="names">Who may be named; another person is null.</param>
    public static void Write(Stream into, ShownRestatements shown, ScoreWindow window, SharedNames names)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteWindow(window);
        json.WriteStartArray("rows");
        foreach (var (at, what) in shown.Rows)
        {
            json.WriteStartObject();
            json.WriteTime("at", at);
            json.WriteString("subject", what.Subject);
            json.WriteString("person", what.Person is { } person && names.Shows(person) ? person : null);
            json.WriteString("day", what.Day.ToString("O"));
            json.WriteString("unit", what.IsNd ? "nd" : "usd");
            json.WriteDecimal("old", Nano.Units(what.OldNano));
            json.WriteDecimal("new", Nano.Units(what.NewNano));
            json.WriteString("cause", what.Cause);
            json.WriteBoolean("closed", what.Closed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("notShown", shown.Hidden);
        json.WriteEndObject();
    }
}
