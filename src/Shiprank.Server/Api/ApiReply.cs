using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Shiprank.Server.Api;

/// <summary>How answers go out: whole, with a length, or as problem details (RFC 9457) that name the parameter at fault and what it may be.</summary>
internal static class ApiReply
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool IsKnown(HttpContext context, string tag) => context.Request.Headers.IfNoneMatch.Any(value =>
        (value ?? "").Split(',', StringSplitOptions.TrimEntries).Any(known => known == "*" || Opaque(known) == Opaque(tag)));

    public static void NotModified(HttpContext context, string tag)
    {
        Head(context, tag);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
    }

    /// <param name="tag">Null: nobody may keep it.</param>
    public static async Task Send(HttpContext context, ApiAnswer answer, string? tag)
    {
        if (answer.Refusal is { } refusal)
        {
            await Refuse(context, refusal);
            return;
        }

        Head(context, tag);
        var response = context.Response;
        var (body, encoding) = answer.For(context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        if (answer.Next is { } next) response.Headers.Link = $"<{context.Request.Path.Value}?{next}>; rel=\"next\"";
        if (answer.Location is { } location) response.Headers.Location = location;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }

    public static Task Refuse(HttpContext context, Refusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(refusal.Status));
            json.WriteNumber("status", refusal.Status);
            json.WriteString("detail", refusal.Detail);
            if (refusal.Parameter is { } parameter) json.WriteString("parameter", parameter);
            if (refusal.Allowed is { Count: > 0 } allowed)
            {
                json.WriteStartArray("allowed");
                foreach (var word in allowed) json.WriteStringValue(word);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return ProblemAnswers.Send(context, refusal.Status, "application/problem+json", buffer.WrittenMemory);
    }

    private static void Head(HttpContext context, string? tag)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = tag is null ? "no-store" : "private, no-cache";
        headers.Vary = "Accept-Encoding";
        if (tag is not null) headers.ETag = tag;
    }

    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
