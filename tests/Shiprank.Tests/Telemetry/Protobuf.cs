using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Shiprank.Tests.Telemetry;

/// <summary>OTLP's JSON as OTLP's protobuf, written by Google's library: what the product's own reader is held against.</summary>
internal static class Protobuf
{
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return Message(to =>
        {
            foreach (var (list, scopes, items, write) in Signals)
            {
                foreach (var resource in Items(root, list)) Nested(to, 1, Resource(resource, scopes, items, write));
            }
        });
    }

    private static readonly (string List, string Scopes, string Items, Action<CodedOutputStream, JsonElement> Write)[] Signals =
        [("resourceLogs", "scopeLogs", "logRecords", Log), ("resourceMetrics", "scopeMetrics", "metrics", Metric), ("resourceSpans", "scopeSpans", "spans", Span)];

    private static byte[] Resource(JsonElement resource, string scopes, string items, Action<CodedOutputStream, JsonElement> write) => Message(to =>
    {
        if (resource.TryGetProperty("resource", out var own)) Nested(to, 1, Message(r => Attributes(r, 1, own)));
        foreach (var scope in Items(resource, scopes))
        {
            Nested(to, 2, Message(s =>
            {
                if (scope.TryGetProperty("scope", out var named)) Nested(s, 1, Message(n => Text(n, 1, named, "name")));
                foreach (var item in Items(scope, items)) Nested(s, 2, Message(i => write(i, item)));
            }));
        }
    });

    private static void Log(CodedOutputStream to, JsonElement log)
    {
        Fixed(to, 1, log, "timeUnixNano");
        if (log.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object) Nested(to, 5, Value(body));
        Attributes(to, 6, log);
        Fixed(to, 11, log, "observedTimeUnixNano");
        Text(to, 12, log, "eventName");
    }

    private static void Span(CodedOutputStream to, JsonElement span)
    {
        Hex(to, 1, span, "traceId");
        Hex(to, 2, span, "spanId");
        Text(to, 5, span, "name");
        Fixed(to, 7, span, "startTimeUnixNano");
        Fixed(to, 8, span, "endTimeUnixNano");
        Attributes(to, 9, span);
    }

    private static void Metric(CodedOutputStream to, JsonElement metric)
    {
        Text(to, 1, metric, "name");
        foreach (var (name, field) in ((string, int)[])[("gauge", 5), ("histogram", 9)])
        {
            if (metric.TryGetProperty(name, out _)) Nested(to, field, []);
        }

        if (!metric.TryGetProperty("sum", out var sum)) return;
        Nested(to, 7, Message(s =>
        {
            foreach (var point in Items(sum, "dataPoints")) Nested(s, 1, Message(p => Point(p, point)));
            s.WriteTag(2, WireFormat.WireType.Varint);
            s.WriteEnum(sum.GetProperty("aggregationTemporality").GetInt32());
        }));
    }

    private static void Point(CodedOutputStream to, JsonElement point)
    {
        Fixed(to, 2, point, "startTimeUnixNano");
        Fixed(to, 3, point, "timeUnixNano");
        if (point.TryGetProperty("asDouble", out var real))
        {
            to.WriteTag(4, WireFormat.WireType.Fixed64);
            to.WriteDouble(real.GetDouble());
        }

        if (point.TryGetProperty("asInt", out var whole))
        {
            to.WriteTag(6, WireFormat.WireType.Fixed64);
            to.WriteSFixed64(long.Parse(whole.ToString(), CultureInfo.InvariantCulture));
        }

        Attributes(to, 7, point);
    }

    private static void Attributes(CodedOutputStream to, int field, JsonElement of)
    {
        foreach (var attribute in Items(of, "attributes"))
        {
            Nested(to, field, Message(a =>
            {
                Text(a, 1, attribute, "key");
                if (attribute.TryGetProperty("value", out var value)) Nested(a, 2, Value(value));
            }));
        }
    }

    private static byte[] Value(JsonElement value) => Message(to =>
    {
        foreach (var kind in value.EnumerateObject())
        {
            switch (kind.Name)
            {
                case "stringValue":
                    to.WriteTag(1, WireFormat.WireType.LengthDelimited);
                    to.WriteString(kind.Value.GetString());
                    break;
                case "boolValue":
                    to.WriteTag(2, WireFormat.WireType.Varint);
                    to.WriteBool(kind.Value.GetBoolean());
                    break;
                case "intValue":
                    to.WriteTag(3, WireFormat.WireType.Varint);
                    to.WriteInt64(long.Parse(kind.Value.ToString(), CultureInfo.InvariantCulture));
                    break;
                case "doubleValue":
                    to.WriteTag(4, WireFormat.WireType.Fixed64);
                    to.WriteDouble(kind.Value.GetDouble());
                    break;
                case "arrayValue":
                    Nested(to, 5, Message(list =>
                    {
                        foreach (var item in Items(kind.Value, "values")) Nested(list, 1, Value(item));
                    }));
                    break;
                case "kvlistValue":
                    Nested(to, 6, []);
                    break;
            }
        }
    });

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static void Text(CodedOutputStream to, int field, JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out var text)) return;
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteString(text.GetString());
    }

    private static void Hex(CodedOutputStream to, int field, JsonElement of, string name)
    {
        if (of.TryGetProperty(name, out var hex)) Nested(to, field, Convert.FromHexString(hex.GetString()!));
    }

    private static void Fixed(CodedOutputStream to, int field, JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out var number)) return;
        to.WriteTag(field, WireFormat.WireType.Fixed64);
        to.WriteFixed64(ulong.Parse(number.ToString(), CultureInfo.InvariantCulture));
    }

    private static void Nested(CodedOutputStream to, int field, byte[] message)
    {
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteBytes(ByteString.CopyFrom(message));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var to = new CodedOutputStream(bytes, leaveOpen: true)) write(to);
        return bytes.ToArray();
    }
}
