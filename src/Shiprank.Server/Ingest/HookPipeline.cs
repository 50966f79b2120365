using System.Buffers;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Ingest;

/// <summary>
/// The way of every delivery: content type, length, proof, and only then parsing; then ledger and events in one transaction. What has to be done
/// about it afterwards is queued, so that the answer never waits for it.
/// </summary>
internal sealed class HookPipeline(ServerOptions options, SyncQueue queue, ILogger<HookPipeline> log)
{
    public async Task Take(HttpContext context, HookSender sender)
    {
        var request = context.Request;
        if (!sender.IsOpen)
        {
            log.LogWarning("{Sender}: a delivery was turned away because no secret is configured for it (webhooks, in the organisation file)", sender.Name);
            await ProblemAnswers.Write(context, StatusCodes.Status404NotFound, "nothing is configured here");
            return;
        }

        var type = (request.ContentType ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();
        if (!sender.ContentTypes.Contains(type, StringComparer.Ordinal))
        {
            await ProblemAnswers.Write(context, StatusCodes.Status415UnsupportedMediaType, $"the content type has to be {string.Join(" or ", sender.ContentTypes)}");
            return;
        }

        if (request.ContentLength > RequestLimits.LargestBody)
        {
            await ProblemAnswers.Write(context, StatusCodes.Status413PayloadTooLarge, "larger than 25 MB");
            return;
        }

        var known = sender.IsKnown(request.Headers);
        if (known == false)
        {
            await Unproven(context, sender);
            return;
        }

        if (await Body.Read(request, options.Clock) is not { } body)
        {
            await ProblemAnswers.Write(context, StatusCodes.Status408RequestTimeout, "the body took longer than 10 seconds");
            return;
        }

        if (known is null && !sender.IsSigned(request.Headers, body.Span))
        {
            await Unproven(context, sender);
            return;
        }

        await Take(context, sender, type, body);
    }

    private async Task Take(HttpContext context, HookSender sender, string type, ReadOnlyMemory<byte> body)
    {
        var label = sender.Label(context.Request.Headers, body.Span);
        if (!label.Succeeded)
        {
            await ProblemAnswers.Write(context, StatusCodes.Status400BadRequest, label.Problem.Reason);
            return;
        }

        var payload = sender.Payload(type, body);
        if (!payload.Succeeded)
        {
            await Refuse(context, sender, label.Value, StatusCodes.Status400BadRequest, payload.Problem.Reason);
            return;
        }

        var reading = sender.Read(label.Value, payload.Value);
        if (reading.Problem is { } problem)
        {
            await Refuse(context, sender, label.Value, StatusCodes.Status422UnprocessableEntity, problem.Reason, reading.Refused);
            return;
        }

        await Keep(context, sender, label.Value, reading);
    }

    private async Task Keep(HttpContext context, HookSender sender, DeliveryLabel label, HookReading reading)
    {
        var outcome = reading.Ignored is null ? DeliveryOutcome.Taken : DeliveryOutcome.Ignored;
        var events = outcome == DeliveryOutcome.Taken ? reading.Events : [];
        int? added;
        try
        {
            added = options.Store.AddDelivery(new(sender.Name, label.Id, label.Event, options.Clock.GetUtcNow(), outcome), events, context.RequestAborted);
        }
        catch (IOException failure) when (DiskFailure.Of(failure) is { } disk)
        {
            log.LogError("{Sender}: a delivery could not be kept: {Reason}", sender.Name, disk.Reason);
            await ProblemAnswers.Write(context, StatusCodes.Status503ServiceUnavailable, "the delivery could not be kept; send it again later");
            return;
        }

        if (added is not null && outcome == DeliveryOutcome.Taken) queue.Ask(SyncReasons.Of(events));
        var said = added is null ? "known" : reading.Ignored is { } reason ? $"ignored, {reason}" : $"events {events.Count}, new {added}";
        if (log.IsEnabled(LogLevel.Information)) log.LogInformation("{Sender}: {Event} {Id}: {Outcome}", sender.Name, label.Event, label.Id, said);
        await Answer(context, added, reading);
    }

    private static Task Answer(HttpContext context, int? added, HookReading reading)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("outcome", added is null ? "known" : reading.Ignored is null ? "taken" : "ignored");
            if (added is not null && reading.Ignored is { } reason) json.WriteString("reason", reason);
            json.WriteNumber("events", added ?? 0);
            if (reading.Refused is { Count: > 0 } refused) ProblemAnswers.WriteRefused(json, refused);
            json.WriteEndObject();
        }

        return ProblemAnswers.Send(context, added is null || reading.Ignored is not null ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, "application/json", buffer.WrittenMemory);
    }

    private Task Unproven(HttpContext context, HookSender sender)
    {
        log.LogWarning("{Sender}: a delivery without a valid proof was turned away", sender.Name);
        return ProblemAnswers.Write(context, StatusCodes.Status401Unauthorized, "the signature or token is missing or wrong");
    }

    private Task Refuse(HttpContext context, HookSender sender, DeliveryLabel label, int status, string reason, IReadOnlyList<SkippedInput>? refused = null)
    {
        log.LogWarning("{Sender}: {Event} {Id}: refused, {Reason}", sender.Name, label.Event, label.Id, reason);
        return ProblemAnswers.Write(context, status, reason, refused);
    }
}
