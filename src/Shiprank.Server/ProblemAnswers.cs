using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Shiprank.Core.Usage;
using Shiprank.Server.Shell;
using Shiprank.Store;

namespace Shiprank.Server;

/// <summary>
/// Errors as problem details (RFC 9457): a status without a body gets one, and a failure of ours is a 500 that tells nothing of its inside; the
/// log has the kind and the place.
/// </summary>
internal sealed class ProblemAnswers(RequestDelegate next, ILogger<ProblemAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null }) await Write(context, context.Response.StatusCode, "");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("the sender went away");
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await Write(context, refused.StatusCode, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? "larger than 25 MB" : "the request is not as HTTP has it");
        }
        catch (IOException failure) when (!context.Response.HasStarted && DiskFailure.Of(failure) is { } reason)
        {
            log.LogError(failure, "the data folder can't be used");
            await Write(context, StatusCodes.Status503ServiceUnavailable, $"the data folder can't be used: {reason}");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !context.Response.HasStarted)
        {
            log.LogError(failure, "a request failed");
            await Write(context, StatusCodes.Status500InternalServerError, "the server failed; its log says where");
        }
    }

    /// <param name="detail">A sentence that holds nothing of what was sent but names and numbers.</param>
    /// <param name="refused">Lines that were refused.</param>
    public static async Task Write(HttpContext context, int status, string detail, IReadOnlyList<SkippedInput>? refused = null)
    {
        if (refused is null && ErrorAnswer.IsForPeople(context.Request))
        {
            await ErrorAnswer.Write(context, status, detail);
            return;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status", status);
            if (detail.Length > 0) json.WriteString("detail", detail);
            if (refused is not null) WriteRefused(json, refused);
            json.WriteEndObject();
        }

        await Send(context, status, "application/problem+json", buffer.WrittenMemory);
    }

    public static void WriteRefused(Utf8JsonWriter json, IReadOnlyList<SkippedInput> refused)
    {
        const int most = 100;
        json.WriteNumber("refusedLines", refused.Count);
        json.WriteStartArray("refused");
        foreach (var line in refused.Take(most))
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Line);
            json.WriteString("reason", line.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static async Task Send(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
