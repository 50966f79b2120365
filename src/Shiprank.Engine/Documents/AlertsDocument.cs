using System.Text.Json;
using Shiprank.Core.Money.Alerts;
using Shiprank.Store;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank alerts --json</c>.</summary>
public static class AlertsDocument
{
    public static void Write(Stream into, IReadOnlyList<StoredAlert> alerts)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteNumber("open", alerts.Count(a => a.SeenAt is null));
        json.WriteStartArray("alerts");
        foreach (var alert in alerts)
        {
            json.WriteStartObject();
            json.WriteNumber("id", alert.Id);
            json.WriteString("state", alert.SeenAt is null ? "open" : "seen");
            json.WriteString("rule", Alert.Word(alert.What.Rule));
            json.WriteString("subject", alert.What.Subject);
            json.WriteString("period", alert.What.Period.ToString("O"));
            json.WriteString("level", alert.What.Level);
            json.WriteString("title", alert.What.Title);
            json.WriteString("text", alert.What.Text);
            json.WriteTime("openedAt", alert.OpenedAt);
            json.WriteTime("seenAt", alert.SeenAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
