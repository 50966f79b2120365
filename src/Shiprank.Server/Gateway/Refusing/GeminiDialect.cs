using System.Text.Json;

namespace Shiprank.Server.Gateway.Refusing;

/// <summary>Gemini CLI, and whoever speaks its wire: 403; a 429 would be tried again whatever stands beside it.</summary>
internal sealed class GeminiDialect : Dialect
{
    internal override (int Status, string Type, bool SendsRetry) Say(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Cap => (StatusCodes.Status403Forbidden, "PERMISSION_DENIED", false),
        RefusalKind.Unknown => (StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", false),
        RefusalKind.Busy => (StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", true),
        _ => (refusal.Status, refusal.Status == StatusCodes.Status404NotFound ? "NOT_FOUND" : "INVALID_ARGUMENT", false),
    };

    internal override void Body(Utf8JsonWriter json, int status, string type, string sentence)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", status);
        json.WriteString("message", sentence);
        json.WriteString("status", type);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
