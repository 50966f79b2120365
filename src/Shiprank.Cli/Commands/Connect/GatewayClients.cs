using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Connect;

/// <summary>
/// How each client goes through the gateway, with the work token of `shiprank ticket start` as its key (tried with Claude Code 2.1.329, Codex 0.169,
/// Gemini CLI 0.61 and Copilot CLI 1.0.102; docs/guides/tickets.md).
/// </summary>
internal static class GatewayClients
{
    /// <summary>What prints the token: each client calls it by itself, Gemini CLI through a function of the shell.</summary>
    public const string Helper = "shiprank ticket token";

    private const string HelperMilliseconds = "300000";

    public static readonly IReadOnlyList<string> Names = ["claude-code", "codex", "gemini-cli", "copilot", "qwen-code"];

    /// <param name="address">Of the server, or of one gateway of it; without a slash at its end.</param>
    /// <param name="home">The user's home.</param>
    public static ClientSettings Of(string client, string address, bool managed, string home) => client switch
    {
        "claude-code" => ClaudeCode(Of(address, GatewayWire.Anthropic), managed, home),
        "codex" => new(null, [], Codex(Of(address, GatewayWire.OpenAi), managed, home), [], []),
        "gemini-cli" => Gemini(Of(address, GatewayWire.Gemini), managed, home),
        "copilot" => new(
            null, [], [],
            [("COPILOT_PROVIDER_BASE_URL", Of(address, GatewayWire.OpenAi) + "/v1"), ("COPILOT_PROVIDER_TYPE", "openai"), ("COPILOT_PROVIDER_API_KEY_COMMAND", Helper)],
            ["Copilot's command line takes its provider from the environment: put these lines where the shell starts, and name a model of the provider in COPILOT_MODEL."]),
        _ => new(null, [], [], [("OPENAI_BASE_URL", Of(address, GatewayWire.OpenAi) + "/v1")], [Function("qwen", "OPENAI_API_KEY")]),
    };

    /// <summary>Lines of Codex's file: a key of its own level has to stand before every table, so they are shown and not written.</summary>
    private static IReadOnlyList<string> Codex(string gateway, bool managed, string home) =>
    [
        $"# {(managed ? "/etc/codex/managed_config.toml" : Path.Combine(home, ".codex", "config.toml"))}: the first line above every table",
        "model_provider = \"shiprank\"",
        "",
        "[model_providers.shiprank]",
        "name = \"shiprank\"",
        $"base_url = \"{gateway}/v1\"",
        "wire_api = \"responses\"",
        $"auth = {{ command = \"shiprank\", args = [\"ticket\", \"token\"], refresh_interval_ms = {HelperMilliseconds} }}",
    ];

    private static ClientSettings ClaudeCode(string gateway, bool managed, string home)
    {
        var everybodys = OperatingSystem.IsMacOS() ? "/Library/Application Support/ClaudeCode/managed-settings.json"
            : OperatingSystem.IsWindows() ? @"C:\Program Files\ClaudeCode\managed-settings.json"
            : "/etc/claude-code/managed-settings.json";
        return ClientSettings.Json(
            managed ? everybodys : Path.Combine(home, ".claude", "settings.json"),
            [("env/ANTHROPIC_BASE_URL", gateway), ("env/CLAUDE_CODE_API_KEY_HELPER_TTL_MS", HelperMilliseconds), ("apiKeyHelper", Helper)],
            notes: ["A key in ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN comes before the helper: take it out of the environment."]);
    }

    private static ClientSettings Gemini(string gateway, bool managed, string home) => ClientSettings.Json(
        managed ? "/etc/gemini-cli/settings.json" : Path.Combine(home, ".gemini", "settings.json"),
        [("security/auth/selectedType", "gemini-api-key")],
        [("GOOGLE_GEMINI_BASE_URL", gateway)],
        [Function("gemini", "GEMINI_API_KEY")]);

    private static string Function(string program, string variable) => $"{program} has no key helper: {program}() {{ {variable}=\"$({Helper})\" command {program} \"$@\"; }}";

    /// <summary>The gateway's address of a wire: as it is given where it names one, else the server's gateway that is named like the wire.</summary>
    private static string Of(string address, GatewayWire wire) => address.Contains("/gateway/", StringComparison.Ordinal) ? address : $"{address}/gateway/{wire.ToString().ToLowerInvariant()}";
}
