using Shiprank.Cli.Commands.Ticket;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>
/// The environment in which an agent goes through the gateway with a work token as its key, and says in its telemetry what it works on. Vendors' keys that
/// were there are taken out for each wire that the gateway has, so that nothing goes past it.
/// </summary>
internal static class ClientVariables
{
    public const string Token = "SHIPRANK_WORK_TOKEN";
    public const string Run = "SHIPRANK_RUN";

    /// <param name="own">The caller's environment; what is added to is read from it.</param>
    /// <returns>Values by name; null: the variable is taken out.</returns>
    public static IReadOnlyDictionary<string, string?> Of(HeldToken held, IReadOnlyDictionary<string, string> own)
    {
        var (claims, token) = (held.Claims!, held.Token);
        var set = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [Token] = token,
            [Run] = claims.Run,
            ["SHIPRANK_TICKET"] = claims.Ticket.Length > 0 ? claims.Ticket : null,
            ["SHIPRANK_JOB"] = claims.Job.Length > 0 ? claims.Job : null,
            ["SHIPRANK_AUTONOMOUS"] = claims.Autonomous ? "1" : null,
            ["OTEL_RESOURCE_ATTRIBUTES"] = Attributes(claims, own.GetValueOrDefault("OTEL_RESOURCE_ATTRIBUTES") ?? ""),
        };
        if (held.GatewayOf(GatewayWire.Anthropic) is { } anthropic)
        {
            set["ANTHROPIC_BASE_URL"] = anthropic;
            set["ANTHROPIC_API_KEY"] = token;
            set["ANTHROPIC_AUTH_TOKEN"] = null;
            set["CLAUDE_CODE_OAUTH_TOKEN"] = null;
            set["CLAUDE_CODE_USE_BEDROCK"] = null;
            set["CLAUDE_CODE_USE_VERTEX"] = null;
            if (claims.Ticket.Length > 0) set["ANTHROPIC_CUSTOM_HEADERS"] = Headers(own.GetValueOrDefault("ANTHROPIC_CUSTOM_HEADERS") ?? "", claims.Ticket);
        }

        if (held.GatewayOf(GatewayWire.OpenAi) is { } openAi)
        {
            set["OPENAI_BASE_URL"] = openAi + "/v1";
            set["OPENAI_API_KEY"] = token;
        }

        if (held.GatewayOf(GatewayWire.Gemini) is { } gemini)
        {
            set["GOOGLE_GEMINI_BASE_URL"] = gemini;
            set["GEMINI_API_KEY"] = token;
            set["GOOGLE_API_KEY"] = null;
        }

        foreach (var (name, value) in Copilot(held)) set[name] = value;
        return set;
    }

    /// <summary>Copilot CLI speaks to a provider of one's own alone when it is told of one.</summary>
    private static IEnumerable<(string, string?)> Copilot(HeldToken held)
    {
        var (openAi, anthropic) = (held.GatewayOf(GatewayWire.OpenAi), held.GatewayOf(GatewayWire.Anthropic));
        if ((openAi is null ? anthropic : openAi + "/v1") is not { } address) yield break;
        yield return ("COPILOT_PROVIDER_BASE_URL", address);
        yield return ("COPILOT_PROVIDER_TYPE", openAi is null ? "anthropic" : "openai");
        yield return ("COPILOT_PROVIDER_API_KEY", held.Token);
        yield return ("COPILOT_PROVIDER_API_KEY_COMMAND", null);
    }

    private static string Attributes(WorkToken claims, string before)
    {
        var mine = new[] { ("ticket.key", claims.Ticket), ("shiprank.run", claims.Run), ("shiprank.job", claims.Job), ("shiprank.person", claims.Person) };
        var kept = before.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(a => !mine.Any(m => m.Item2.Length > 0 && a.StartsWith(m.Item1 + "=", StringComparison.Ordinal)));
        return string.Join(',', [.. kept, .. mine.Where(m => m.Item2.Length > 0).Select(m => $"{m.Item1}={Uri.EscapeDataString(m.Item2)}")]);
    }

    private static string Headers(string before, string ticket) =>
        string.Join('\n', [.. before.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(h => !h.StartsWith("X-Ticket:", StringComparison.OrdinalIgnoreCase)), $"X-Ticket: {ticket}"]);
}
