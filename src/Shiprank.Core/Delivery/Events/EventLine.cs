using System.Text.Json;

namespace Shiprank.Core.Delivery;

/// <summary>Reads one event line (interfaces.md, section 2) and reduces it to what may be kept.</summary>
public static class EventLine
{
    /// <param name="line">One JSON object in UTF-8.</param>
    /// <param name="defaultSource">Of a line that names none.</param>
    /// <param name="order">Place of the line in the order of reading.</param>
    /// <returns>The event, or a problem whose reason says what the line lacks; place and line are the caller's.</returns>
    public static Result<StoredEvent> Read(ReadOnlyMemory<byte> line, string defaultSource, long order, MessageReader messages) => Read(line, defaultSource, order, messages, snapshot: false);

    /// <summary>A line that a reader of some tool's payload wrote: it may come in any order and any number of times, like a forge's (<see cref="ForgeEvent"/>).</summary>
    public static Result<StoredEvent> ReadSnapshot(ReadOnlyMemory<byte> line, string source, MessageReader messages) => Read(line, source, 0, messages, snapshot: true);

    private static Result<StoredEvent> Read(ReadOnlyMemory<byte> line, string defaultSource, long order, MessageReader messages, bool snapshot)
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
        if (Parts(type, fields, source, id, messages, snapshot) is not { } parts) return Refused($"unknown type \"{(type.Length <= 40 ? type : type[..40])}\"");
        return fields.Failure is { } failure ? Refused(failure) : new StoredEvent(type, source, parts.Id, parts.Repository, updatedAt, order, parts.Body);
    }

    private static (string Id, string Repository, byte[] Body)? Parts(string type, EventFields fields, string source, string id, MessageReader messages, bool snapshot)
    {
        long? Stage(long stage) => snapshot ? stage : null;
        switch (type)
        {
            case "deployment":
                return (id, "", EventBody.Of(EventTypes.Deployment(fields, source, id), Stage(0)));
            case "request":
                var request = EventTypes.Request(fields, source, id, messages);
                return (request.Id, request.Repository, EventBody.Of(request, Stage(request.MergedAt is not null ? 2 : request.ClosedAt is not null ? 1 : 0)));
            case "incident":
                var incident = EventTypes.Incident(fields, source, id);
                return (id, "", EventBody.Of(incident, Stage(incident.ClosedAt is null ? 0 : 1)));
            case "incident_link":
                return (id, "", EventBody.Of(EventTypes.IncidentLink(fields, source, id), Stage(0)));
            case "work_item":
                var item = EventTypes.WorkItem(fields, source, id);
                return (id, "", EventBody.Of(item, Stage(item.ClosedAt is null ? 0 : 1)));
            case "review":
                var review = EventTypes.Review(fields, source, id);
                return (id, review.Repository, EventBody.Of(review, Stage(0)));
            case "push":
                var push = EventTypes.Push(fields, source, id);
                return (id, push.Repository, EventBody.Of(push, Stage(0)));
            case "release":
                var release = EventTypes.Release(fields, source, id);
                return (id, release.Repository, EventBody.Of(release, Stage(release.Deleted ? 1 : 0)));
            case "usage":
                return (id, "", EventBody.Of(EventTypes.Usage(fields, source, id)));
            default:
                return null;
        }
    }

    private static Problem Refused(string reason) => new("", 0, reason);
}
