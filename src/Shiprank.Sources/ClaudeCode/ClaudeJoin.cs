using Shiprank.Core.Usage;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>
/// What transcript and telemetry of Claude Code both know of a response: the request's id. Where a transcript has none (Bedrock, Vertex), the prompt
/// side of what was counted, which stands from the first line of a response on, while its output still grows.
/// </summary>
internal static class ClaudeJoin
{
    public static long Of(ReadOnlySpan<byte> request, string session, in TokenCounts tokens) => request.IsEmpty
        ? ResponseJoin.OfCounts(ClaudeReader.Tool, session, tokens.Input, tokens.CacheRead, tokens.CacheWrite5m + tokens.CacheWrite1h)
        : ResponseJoin.OfRequest(ClaudeReader.Tool, request);
}
