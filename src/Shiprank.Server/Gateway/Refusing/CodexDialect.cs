using System.Text.Json;

namespace Shiprank.Server.Gateway.Refusing;

/// <summary>
/// Codex: 429 <c>usage_limit_reached</c>, never with <c>Retry-After</c>, for which it would wait and say that it reconnects. It shows a text of its own and,
/// of the answer, nothing but what stands in a header for such words (0.169).
/// </summary>
internal sealed class CodexDialect : Dialect
{
    public const string Words = "x-codex-promo-message";

    internal override (int Status, string Type, bool SendsRetry) Say(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Cap => (StatusCodes.Status429TooManyRequests, "usage_limit_reached", false),
        RefusalKind.Unknown => (StatusCodes.Status401Unauthorized, "invalid_api_key", false),
        RefusalKind.Busy => (StatusCodes.Status503ServiceUnavailable, "server_error", false),
        _ => (refusal.Status, "invalid_request_error", false),
    };

    /// <summary>It puts ", or try again later." behind them. A header has no other signs than ASCII's.</summary>
    internal override void Head(IHeaderDictionary headers, Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.Cap) headers[Words] = string.Concat(refusal.Sentence.TrimEnd('.').Select(c => c is >= ' ' and <= '~' ? c : '?'));
    }

    internal override void Body(Utf8JsonWriter json, int status, string type, string sentence) => OpenAiDialect.Write(json, type, sentence);
}
