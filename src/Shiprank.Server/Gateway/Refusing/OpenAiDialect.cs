using System.Text.Json;

namespace Shiprank.Server.Gateway.Refusing;

/// <summary>Whoever speaks OpenAI's wires: 429 <c>insufficient_quota</c>, which their libraries don't try again.</summary>
internal sealed class OpenAiDialect : Dialect
{
    internal override (int Status, string Type, bool SendsRetry) Say(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Cap => (StatusCodes.Status429TooManyRequests, "insufficient_quota", false),
        RefusalKind.Unknown => (StatusCodes.Status401Unauthorized, "invalid_api_key", false),
        RefusalKind.Busy => (StatusCodes.Status503ServiceUnavailable, "server_error", true),
        _ => (refusal.Status, "invalid_request_error", false),
    };

    internal override void Body(Utf8JsonWriter json, int status, string type, string sentence) => Write(json, type, sentence);

    internal static void Write(Utf8JsonWriter json, string type, string sentence)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", sentence);
        json.WriteString("type", type);
        json.WriteNull("param");
        json.WriteString("code", type);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
