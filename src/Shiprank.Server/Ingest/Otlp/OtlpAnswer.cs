using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>
/// Answers in the form of the request, as OTLP over HTTP has them: an export response on 200, a <c>Status</c> with a message on anything else.
/// </summary>
internal static class OtlpAnswer
{
    public const string Json = "application/json";
    public const string Protobuf = "application/x-protobuf";

    /// <param name="refused">Items that can't be kept; 0: all were taken or left out on purpose.</param>
    public static Task Taken(HttpContext context, OtlpSignal signal, bool json, long refused)
    {
        const string message = "items without a readable time or count were refused";
        var name = signal switch { OtlpSignal.Logs => "rejectedLogRecords", OtlpSignal.Metrics => "rejectedDataPoints", _ => "rejectedSpans" };
        if (json) return Send(context, StatusCodes.Status200OK, Json, refused == 0 ? "{\"partialSuccess\":{}}"u8.ToArray() : JsonOf(w => Partial(w, name, refused, message)));
        var partial = new List<byte>();
        if (refused > 0)
        {
            // partial_success = 1 { rejected = 1, error_message = 2 }
            List<byte> inner = [0x08];
            Varint(inner, (ulong)refused);
            Text(inner, 2, message);
            partial.Add(0x0a);
            Varint(partial, (ulong)inner.Count);
            partial.AddRange(inner);
        }

        return Send(context, StatusCodes.Status200OK, Protobuf, [.. partial]);
    }

    /// <summary>A <c>google.rpc.Status</c>; what is too much now has to come again after a while.</summary>
    public static Task Refused(HttpContext context, bool json, BodyRefusal refusal)
    {
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = OtlpLimits.RetryAfter.ToString(CultureInfo.InvariantCulture);
        }

        if (json)
        {
            return Send(context, refusal.Status, Json, JsonOf(w =>
            {
                w.WriteStartObject();
                w.WriteString("message", refusal.Reason);
                w.WriteEndObject();
            }));
        }

        var bytes = new List<byte>();
        Text(bytes, 2, refusal.Reason);
        return Send(context, refusal.Status, Protobuf, [.. bytes]);
    }

    private static void Partial(Utf8JsonWriter json, string name, long refused, string message)
    {
        json.WriteStartObject();
        json.WriteStartObject("partialSuccess");
        json.WriteString(name, refused.ToString(CultureInfo.InvariantCulture));
        json.WriteString("errorMessage", message);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] JsonOf(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Text(List<byte> into, int field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        into.Add((byte)((field << 3) | 2));
        Varint(into, (ulong)bytes.Length);
        into.AddRange(bytes);
    }

    private static void Varint(List<byte> into, ulong value)
    {
        for (; value >= 0x80; value >>= 7) into.Add((byte)(value | 0x80));
        into.Add((byte)value);
    }

    private static Task Send(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
