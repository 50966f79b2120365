using System.Text.Json;

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
        if (JsonText.Flaw(line.Span) is { } flaw) return Refused(flaw);
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
            case "review":
                var review = EventTypes.Review(fields, source, id);
                (repository, body) = (review.Repository, EventBody.Of(review));
                break;
            case "incident_link":
                body = EventBody.Of(EventTypes.IncidentLink(fields, source, id));
                break;
            case "push":
                var push = EventTypes.Push(fields, source, id);
                (repository, body) = (push.Repository, EventBody.Of(push));
                break;
            case "release":
                var release = EventTypes.Release(fields, source, id);
                (repository, body) = (release.Repository, EventBody.Of(release));
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
}
