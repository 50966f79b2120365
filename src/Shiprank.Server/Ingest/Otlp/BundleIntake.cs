using System.Globalization;
using Shiprank.Core.Access;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Engine.Telemetry;
using Shiprank.Server.Access;
using Shiprank.Server.Api;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>What collectors on other machines read there, and what a sender may ask: whether anything of a client came.</summary>
internal sealed class BundleIntake(ServerOptions options, TelemetryQueue queue)
{
    public const string Path = "/ingest/v1/bundles";
    public const string ReceivedPath = "/v1/received";

    private readonly ByteBudget budget = new(OtlpLimits.InMemory / 2);

    public static void Map(WebApplication app)
    {
        var intake = ActivatorUtilities.CreateInstance<BundleIntake>(app.Services);
        app.MapPost(Path, intake.Take).WithDisplayName(Path).DisableRateLimiting().Needing(Right.Ingest);
        app.MapGet(ReceivedPath, intake.Received).WithDisplayName(ReceivedPath).Needing(Right.Ingest);
    }

    private async Task Take(HttpContext context)
    {
        if ((context.Request.ContentType ?? "").Split(';', 2)[0].Trim() != Bundle.ContentType)
        {
            await ProblemAnswers.Write(context, StatusCodes.Status415UnsupportedMediaType, $"the content type has to be {Bundle.ContentType}");
            return;
        }

        var (body, refusal) = await OtlpBody.Read(context.Request, budget, options.Clock);
        if (body is null)
        {
            await Refuse(context, refusal!.Status, refusal.Reason);
            return;
        }

        byte[] record;
        using (body)
        {
            var bundle = Bundle.Read(body.Bytes, context.Viewer().Person, options.Clock.GetUtcNow());
            if (!bundle.Succeeded)
            {
                await ProblemAnswers.Write(context, StatusCodes.Status400BadRequest, bundle.Problem.Reason);
                return;
            }

            record = ReceivedCodec.Write(bundle.Value);
        }

        var kept = queue.Spool is { } spool ? await spool.Append(record) : SpoolAnswer.Failed;
        if (kept == SpoolAnswer.Kept) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else if (kept == SpoolAnswer.Full) await Refuse(context, StatusCodes.Status429TooManyRequests, "too much at once; send it again in a few seconds");
        else await Refuse(context, StatusCodes.Status503ServiceUnavailable, "the data folder can't be written; send it again later");
    }

    private Task Received(HttpContext context)
    {
        var clients = options.Store.ReadTelemetry().GroupBy(t => t.Kind.Client, StringComparer.Ordinal);
        return ApiReply.Send(context, ApiAnswer.Of(into =>
        {
            using var json = new System.Text.Json.Utf8JsonWriter(into);
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteStartArray("clients");
            foreach (var client in clients)
            {
                json.WriteStartObject();
                json.WriteString("client", client.Key);
                foreach (var (name, outcome) in ((string, TelemetryOutcome)[])[("accepted", TelemetryOutcome.Accepted), ("leftOut", TelemetryOutcome.LeftOut), ("refused", TelemetryOutcome.Refused), ("unreconciled", TelemetryOutcome.Unreconciled), ("known", TelemetryOutcome.Duplicate)])
                {
                    json.WriteNumber(name, client.Where(t => t.Kind.Outcome == outcome).Sum(t => t.Items));
                }

                json.WriteString("lastAt", client.Max(t => t.Last).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }), tag: null);
    }

    private static Task Refuse(HttpContext context, int status, string reason)
    {
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = OtlpLimits.RetryAfter.ToString(CultureInfo.InvariantCulture);
        return ProblemAnswers.Write(context, status, reason);
    }
}
