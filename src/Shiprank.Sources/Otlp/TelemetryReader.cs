using Shiprank.Core;
using Shiprank.Sources.Otlp.Clients;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp;

/// <summary>
/// Reads bodies of OTLP over HTTP. Each model call of a client is counted from one of its signals; the others repeat it and are left out by name.
/// Source of all names: opentelemetry-proto 1.x and the clients' documentation, checked against what the clients sent (docs/reference/otlp.md).
/// </summary>
public static class TelemetryReader
{
    /// <param name="json">The body is OTLP's JSON; else protobuf.</param>
    /// <param name="now">Tells what lies in the future.</param>
    /// <returns>A problem when the body as a whole is not OTLP; single records that can't be read are counted in the reading.</returns>
    public static Result<TelemetryReading> Read(OtlpSignal signal, bool json, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var reading = new TelemetryReading();
        var clients = new ClientTable(new(reading, now));
        var item = new OtlpItem { Signal = signal };
        var wrong = json ? new OtlpJson(item, clients.Take).Read(body) : new OtlpProtobuf(item, clients.Take).Read(body.Span);
        return wrong is null ? reading : new Problem("body", 0, wrong, "send OTLP as opentelemetry-proto 1.x has it");
    }
}
