using System.Text.Json;
using System.Text.Unicode;

namespace Shiprank.Core.Delivery;

/// <summary>Reads one event line (interfaces.md, section 2) and reduces it to what may be kept.</summary>
public static class EventLine
{
    /// <param name="line">One JSON object in UTF-8.</param>
    /// <param name="defaultSource">Of a line that names none.</param>
    /// <param name="order">Place of the line in the order of reading.</param>
    /// <returns>The event, or a problem whose reason says what the line lacks; place and line are the caller's.</returns>
    public static Result<StoredEvent> Read(ReadOnlyMemory<byte> line, string defaultSource, long order, MessageReader messages)
    {
        if (!Utf8.IsValid(line.Span)) return Refused("not valid UTF-8");
        if (!IsReadable(line.Span, out var flaw)) return Refused(flaw);
        using var document = JsonDocument.Parse(line);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return Refused("not a JSON object");
        var fields = new EventFields(document.RootElement);
        var type = fields.Text("type");
        if (fields.Failure is { } untyped) return Refused(untyped);
        var source = fields.OptionalText("source") ?? defaultSource;
        var id = fields.Id("id");
        var updatedAt = fields.OptionalTime("updated_at");
        var repository = "";
        byte[]? body;
        switch (type)
        {
            case "deployment":
                body = EventBody.Of(EventTypes.Deployment(fields, source, id));
                break;
            case "request":
                var request = EventTypes.Request(fields, source, id, messages);
                (id, repository) = (request.Id, request.Repository);
                body = EventBody.Of(request);
                break;
            case "incident":
                body = EventBody.Of(EventTypes.Incident(fields, source, id));
                break;
            case "work_item":
                body = EventBody.Of(EventTypes.WorkItem(fields, source, id));
                break;
            case "usage":
                body = EventBody.Of(EventTypes.Usage(fields, source, id));
                break;
            default:
                return Refused($"unknown type \"{(type.Length <= 40 ? type : type[..40])}\"");
        }

        return fields.Failure is { } failure ? Refused(failure) : new StoredEvent(type, source, id, repository, updatedAt, order, body);
    }

    private static Problem Refused(string reason) => new("", 0, reason);

    /// <summary>True when the line is JSON and each of its texts can be read: an escaped half of a surrogate pair can't.</summary>
    private static bool IsReadable(ReadOnlySpan<byte> line, out string flaw)
    {
        flaw = "";
        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            }

            return true;
        }
        catch (JsonException)
        {
            flaw = line.TrimEnd(" \t\r"u8).EndsWith("}"u8) ? "not valid JSON" : "not valid JSON: the line breaks off";
        }
        catch (InvalidOperationException)
        {
            flaw = "a text with half of a surrogate pair";
        }

        return false;
    }
}
