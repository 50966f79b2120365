using System.Text.Json;

namespace Shiprank.Server.Gateway.Refusing;

/// <summary>Claude Code, and whoever speaks its wire: 429 <c>billing_error</c> with <c>x-should-retry: false</c> ends it at once, with the sentence.</summary>
internal sealed class ClaudeDialect : Dialect
{
    /// <summary>What Anthropic answers when it has too much to do.</summary>
    private const int Overloaded = 529;

    internal override (int Status, string Type, bool SendsRetry) Say(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Cap => (StatusCodes.Status429TooManyRequests, "billing_error", true),
        RefusalKind.Unknown => (StatusCodes.Status401Unauthorized, "authentication_error", false),
        RefusalKind.Busy => (Overloaded, "overloaded_error", true),
        _ => (refusal.Status, refusal.Status == StatusCodes.Status413PayloadTooLarge ? "request_too_large" : refusal.Status == StatusCodes.Status404NotFound ? "not_found_error" : "invalid_request_error", false),
    };

    internal override void Body(Utf8JsonWriter json, int status, string type, string sentence)
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteStartObject("error");
        json.WriteString("type", type);
        json.WriteString("message", sentence);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
