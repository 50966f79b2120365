using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Shiprank.Core.Caps;
using Shiprank.Server.Gateway.Calling;

namespace Shiprank.Server.Gateway.Refusing;

/// <summary>
/// How a client has to be told so that it stops at once and shows the sentence. Another status makes it try again for a minute, or show something else
/// (measured with the clients themselves).
/// </summary>
internal abstract class Dialect
{
    private static readonly ClaudeDialect claude = new();
    private static readonly CodexDialect codex = new();
    private static readonly GeminiDialect gemini = new();
    private static readonly OpenAiDialect openAi = new();
    private static readonly CopilotDialect copilot = new(claude), copilotOpenAi = new(openAi);

    /// <summary>By the client where it is known, else by the wire.</summary>
    public static Dialect Of(string agent, GatewayWire wire) => agent switch
    {
        KnownClients.Codex when wire == GatewayWire.OpenAi => codex,
        KnownClients.Copilot when wire == GatewayWire.OpenAi => copilotOpenAi,
        KnownClients.Copilot when wire == GatewayWire.Anthropic => copilot,
        _ => wire switch { GatewayWire.Anthropic => claude, GatewayWire.OpenAi => openAi, _ => gemini },
    };

    public Task Write(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        var (status, type, sendsRetry) = Say(refusal);
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        if (refusal.Kind != RefusalKind.Busy) response.Headers["x-should-retry"] = "false";
        Head(response.Headers, refusal);
        if (sendsRetry) response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling((refusal.Again ?? TimeSpan.FromHours(1)).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer)) Body(json, status, type, refusal.Sentence);
        response.ContentLength = buffer.WrittenCount;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted).AsTask();
    }

    /// <returns>Status, the dialect's own word for the kind of error, and whether to say when to come again.</returns>
    internal abstract (int Status, string Type, bool SendsRetry) Say(Refusal refusal);

    /// <summary>Headers of the dialect's own.</summary>
    internal virtual void Head(IHeaderDictionary headers, Refusal refusal)
    {
    }

    internal abstract void Body(Utf8JsonWriter json, int status, string type, string sentence);
}
