using Shiprank.Core.Usage;

namespace Shiprank.Sources.Codex;

/// <summary>
/// What rollout and telemetry of Codex both know of a response: its thread and what was counted. The response's id is in the rollout only. A sub-agent's
/// telemetry names its own thread, so it is that one, though its spend belongs to the session which spawned it.
/// </summary>
internal static class CodexJoin
{
    public static long Of(string tool, string thread, in TokenCounts tokens) => ResponseJoin.OfCounts(tool, thread, tokens.Input, tokens.CacheRead, tokens.CacheWrite5m, tokens.Output);
}
