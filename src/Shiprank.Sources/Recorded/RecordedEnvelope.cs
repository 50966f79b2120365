using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.Recorded;

/// <summary>
/// A payload with what came around it: <c>{"event":"push","delivery":"…","payload":{…}}</c>, <c>{"headers":{"X-GitHub-Event":"push"},"body":{…}}</c>
/// (a body may be a text), or headers beside the body. Whatever has neither is a payload itself. <c>received_at</c> or <c>timestamp</c> may
/// tell when.
/// </summary>
internal static class RecordedEnvelope
{
    private static readonly string[] eventHeaders = ["x-github-event", "x-gitlab-event"];
    private static readonly string[] deliveryHeaders = ["x-github-delivery", "idempotency-key", "x-gitlab-event-uuid"];

    public static RecordedDelivery Open(JsonElement element, long line)
    {
        if (element.ValueKind != JsonValueKind.Object) return new(line, "", "", Bytes(element), null);
        if (Field(element, "payload"u8) is { } payload && Text(element, "event"u8) is { } named) return new(line, named, Text(element, "delivery"u8) ?? "", Payload(payload), Received(element));
        if (Field(element, "body"u8) is not { } body) return new(line, "", "", Bytes(element), null);
        JsonElement? apart = Field(element, "headers"u8) is { ValueKind: JsonValueKind.Object } found ? found : null;
        var name = Header(apart ?? element, eventHeaders);
        return apart is null && name is null
            ? new(line, "", "", Bytes(element), null)
            : new(line, name ?? "", Header(apart ?? element, deliveryHeaders) ?? "", Payload(body), Received(element));
    }

    /// <summary>A property by its plain name, the last of several; safe whatever else the object holds.</summary>
    public static JsonElement? Field(JsonElement element, ReadOnlySpan<byte> name)
    {
        JsonElement? found = null;
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in element.EnumerateObject())
        {
            if (JsonMarshal.GetRawUtf8PropertyName(property).SequenceEqual(name)) found = property.Value;
        }

        return found;
    }

    public static string? Text(JsonElement element, ReadOnlySpan<byte> name) => Field(element, name) is { } field ? TextOf(field) : null;

    private static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && JsonText.Flaw(JsonMarshal.GetRawUtf8Value(value)) is null ? value.GetString() : null;

    private static string? Header(JsonElement headers, string[] names)
    {
        foreach (var property in headers.EnumerateObject())
        {
            var name = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property)).ToLowerInvariant();
            if (!names.Contains(name)) continue;
            return property.Value is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(TextOf).FirstOrDefault() : TextOf(property.Value);
        }

        return null;
    }

    private static DateTimeOffset? Received(JsonElement element)
    {
        if (ForgeTime.Parse(Text(element, "received_at"u8) ?? Text(element, "timestamp"u8)) is { } time) return time;
        return Field(element, "timestamp"u8) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var unix) ? ForgeTime.OfSeconds(unix > 100_000_000_000 ? unix / 1000 : unix) : null;
    }

    private static ReadOnlyMemory<byte> Payload(JsonElement value) => TextOf(value) is { } text ? Encoding.UTF8.GetBytes(text) : Bytes(value);

    private static ReadOnlyMemory<byte> Bytes(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).ToArray();
}
