using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Otlp.Wire;

/// <summary>Reads a body in OTLP's JSON (opentelemetry-proto 1.x, "JSON Protobuf Encoding"): lower camel case, 64-bit numbers as texts or numbers.</summary>
internal sealed class OtlpJson(OtlpItem item, Action<OtlpItem> take)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <returns>What is wrong with the body as a whole; null when it was read. What was handed over until then counts for nothing.</returns>
    public string? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Resources(document.RootElement) : "not a JSON object";
        }
        catch (JsonException)
        {
            return "not valid JSON, or nested deeper than 64";
        }
        catch (InvalidOperationException half) when (half.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            return "a text is not valid Unicode";
        }
    }

    private string? Resources(JsonElement root)
    {
        var (list, scopes, records) = item.Signal switch
        {
            OtlpSignal.Logs => ("resourceLogs", "scopeLogs", "logRecords"),
            OtlpSignal.Metrics => ("resourceMetrics", "scopeMetrics", "metrics"),
            _ => ("resourceSpans", "scopeSpans", "spans"),
        };
        if (root.Get(list) is { ValueKind: not (JsonValueKind.Array or JsonValueKind.Undefined or JsonValueKind.Null) }) return $"\"{list}\" is not a list";
        foreach (var resource in Items(root, list))
        {
            item.Resource.Clear();
            Attributes(resource.Get("resource"), item.Resource);
            foreach (var scope in Items(resource, scopes))
            {
                item.Scope = Text(scope.Get("scope").Get("name"));
                foreach (var record in Items(scope, records)) Record(record);
            }
        }

        return null;
    }

    private void Record(JsonElement record)
    {
        item.Begin();
        if (item.Signal == OtlpSignal.Metrics)
        {
            Metric(record);
            return;
        }

        item.Name = Text(record.Get("name"));
        item.Time = Nano(record.Get(item.Signal == OtlpSignal.Logs ? "timeUnixNano" : "endTimeUnixNano"));
        item.Observed = Nano(record.Get("observedTimeUnixNano"));
        if (item.Signal == OtlpSignal.Traces) item.Span = $"{Text(record.Get("traceId"))}:{Text(record.Get("spanId"))}".ToLowerInvariant();
        Attributes(record, item.Own);
        take(item);
    }

    private void Metric(JsonElement metric)
    {
        var (name, sum) = (Text(metric.Get("name")), metric.Get("sum"));
        if (sum.ValueKind != JsonValueKind.Object)
        {
            (item.Kind, item.Name) = (OtlpItemKind.OtherMetric, name);
            take(item);
            return;
        }

        var temporality = sum.Get("aggregationTemporality");
        var cumulative = temporality.ValueKind == JsonValueKind.String ? temporality.ValueEquals("AGGREGATION_TEMPORALITY_CUMULATIVE"u8) : Whole(temporality) == 2;
        foreach (var point in Items(sum, "dataPoints"))
        {
            item.Begin();
            (item.Kind, item.Name, item.Cumulative) = (OtlpItemKind.Point, name, cumulative);
            (item.Start, item.Time) = (Nano(point.Get("startTimeUnixNano")), Nano(point.Get("timeUnixNano")));
            item.Value = point.Get("asInt") is { ValueKind: not JsonValueKind.Undefined } whole ? OtlpValue.Of(Whole(whole)) : OtlpValue.Of(Real(point.Get("asDouble")));
            Attributes(point, item.Own);
            take(item);
        }
    }

    private void Attributes(JsonElement of, OtlpAttributes into)
    {
        foreach (var attribute in Items(of, "attributes"))
        {
            if (attribute.Get("key") is not { ValueKind: JsonValueKind.String } key) continue;
            var raw = JsonMarshal.GetRawUtf8Value(key);
            var name = OtlpNames.Find(raw[1..^1]);
            if (item.Signal != OtlpSignal.Metrics && name == OtlpName.None) continue;
            var value = Value(attribute.Get("value"));
            if (item.Signal == OtlpSignal.Metrics) into.Fingerprint += OtlpFingerprint.Of(raw[1..^1], value);
            if (name != OtlpName.None && value is { } known) into.Set(name, known);
        }
    }

    /// <summary>Null for lists, maps and what is no value.</summary>
    private static OtlpValue? Value(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (var kind in value.EnumerateObject())
        {
            if (kind.NameEquals("stringValue"u8)) return kind.Value.ValueKind == JsonValueKind.String ? OtlpValue.Of(kind.Value.GetString()!) : null;
            if (kind.NameEquals("intValue"u8)) return kind.Value.ValueKind == JsonValueKind.String ? OtlpValue.Of(kind.Value.GetString()!) : OtlpValue.Of(Whole(kind.Value));
            if (kind.NameEquals("doubleValue"u8)) return OtlpValue.Of(Real(kind.Value));
            if (kind.NameEquals("boolValue"u8)) return OtlpValue.Of(kind.Value.ValueKind == JsonValueKind.True ? "true" : "false");
        }

        return null;
    }

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>-1 for what is no whole number: counts refuse it.</summary>
    private static long Whole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.TryGetDecimal(out var number) && decimal.Truncate(number) == number && Math.Abs(number) < long.MaxValue ? (long)number : -1,
        JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : -1,
        _ => -1,
    };

    private static double Real(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDouble(out var real) ? real : double.NaN,
        JsonValueKind.String => double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var real) ? real : double.NaN,
        _ => double.NaN,
    };

    private static ulong Nano(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetUInt64(out var nano) ? nano : 0,
        JsonValueKind.String => ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var nano) ? nano : 0,
        _ => 0,
    };
}
