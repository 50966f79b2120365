using Shiprank.Engine.Telemetry;
using Shiprank.Server.Access;
using Shiprank.Sources.Otlp;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>
/// The way of a body of telemetry: who sends it, its form and size, what of it is usage, onto the disk; then it is acknowledged. The store comes later and
/// by itself (<see cref="TelemetryDrain"/>).
/// </summary>
internal sealed class OtlpIntake(ServerOptions options, TelemetryQueue queue)
{
    private readonly ByteBudget budget = new(OtlpLimits.InMemory);
    private readonly SemaphoreSlim parsing = new(Environment.ProcessorCount);
    private int taking;

    public async Task Take(HttpContext context, OtlpSignal signal)
    {
        var type = (context.Request.ContentType ?? "").Split(';', 2)[0].Trim();
        var json = type.Equals(OtlpAnswer.Json, StringComparison.OrdinalIgnoreCase);
        if (!json && !type.Equals(OtlpAnswer.Protobuf, StringComparison.OrdinalIgnoreCase)) await OtlpAnswer.Refused(context, json: true, new(StatusCodes.Status415UnsupportedMediaType, "the content type has to be application/json or application/x-protobuf"));
        else if (Interlocked.Increment(ref taking) <= OtlpLimits.AtOnce) await Counted(() => Take(context, signal, json, context.Viewer().Person));
        else await Counted(() => OtlpAnswer.Refused(context, json, Busy));
    }

    private static BodyRefusal Busy => new(StatusCodes.Status429TooManyRequests, "too much telemetry at once; send it again in a few seconds");

    private async Task Counted(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            Interlocked.Decrement(ref taking);
        }
    }

    private async Task Take(HttpContext context, OtlpSignal signal, bool json, string? person)
    {
        var (body, refusal) = await OtlpBody.Read(context.Request, budget, options.Clock);
        if (body is null)
        {
            await OtlpAnswer.Refused(context, json, refusal!);
            return;
        }

        TelemetryReading reading;
        using (body)
        {
            await parsing.WaitAsync(context.RequestAborted);
            try
            {
                var read = TelemetryReader.Read(signal, json, body.Bytes, options.Clock.GetUtcNow());
                if (!read.Succeeded)
                {
                    await OtlpAnswer.Refused(context, json, new(StatusCodes.Status400BadRequest, read.Problem.Reason));
                    return;
                }

                reading = read.Value;
            }
            finally
            {
                parsing.Release();
            }
        }

        var kept = await queue.Keep(reading, person);
        await (kept switch
        {
            SpoolAnswer.Kept => OtlpAnswer.Taken(context, signal, json, reading.Refused),
            SpoolAnswer.Full => OtlpAnswer.Refused(context, json, Busy),
            _ => OtlpAnswer.Refused(context, json, new(StatusCodes.Status503ServiceUnavailable, "the data folder can't be written; send it again later")),
        });
    }
}
