using System.Text.Json;

namespace Shiprank.Server.Gateway.Refusing;

/// <summary>Codex: 429 <c>usage_limit_reached</c>, never with <c>Retry-After</c>, for which it would wait and say that it reconnects.</summary>
internal sealed class CodexDialect : Dialect
{
    internal override (int Status, string Type, bool SendsRetry) Say(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Cap => (StatusCodes.Status429TooManyRequests, "usage_limit_reached", false),
        RefusalKind.Unknown => (StatusCodes.Status401Unauthorized, "invalid_api_key", false),
        RefusalKind.Busy => (StatusCodes.Status503ServiceUnavailable, "server_error", false),
        _ => (refusal.Status, "invalid_request_error", false),
    };

    internal override void Body(Utf8JsonWriter json, int status, string type, string sentence) => OpenAiDialect.Write(json, type, sentence);
}
