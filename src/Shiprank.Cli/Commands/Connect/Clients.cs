namespace Shiprank.Cli.Commands.Connect;

/// <summary>The settings of each client (its documentation, of November 2026; docs/guides/connect-agents.md).</summary>
internal static class Clients
{
    public static readonly IReadOnlyList<string> Names = ["claude-code", "codex", "gemini-cli", "qwen-code", "copilot", "openclaw", "opencode", "kiro"];

    /// <summary>Why a client is not connected, and what to do instead; null for one that is.</summary>
    public static (string Reason, string Instead)? Refusal(string client) => client switch
    {
        "opencode" => ("opencode's telemetry has no tokens in it, and holds the text of its queries", "let its session database be read: `usage: - { kind: home, path: …, person: … }` in the organisation file, or `shiprank collect` on its machine"),
        "kiro" => ("Kiro pushes its telemetry from its own servers, and the attributes of its events are not published", "let its credits be read from a home: `usage: - { kind: home, path: …, person: … }`, or `shiprank collect` on its machine"),
        _ => null,
    };

    /// <param name="home">The user's home.</param>
    public static ClientSettings Of(string client, ConnectRequest request, string home) => client switch
    {
        "claude-code" => ClaudeCode(request, home),
        "codex" => Codex(request, home),
        "gemini-cli" => Gemini(request, home, ".gemini", "/etc/gemini-cli/settings.json"),
        "qwen-code" => Gemini(request, home, ".qwen", "/etc/qwen-code/settings.json"),
        "copilot" => new(null, [], [], [("OTEL_EXPORTER_OTLP_ENDPOINT", request.Server), .. Headers(request), .. Attributes(request)], ["Copilot's command line has no settings file for telemetry: put these lines where the shell starts."]),
        _ => OpenClaw(request, home),
    };

    private static ClientSettings ClaudeCode(ConnectRequest request, string home)
    {
        List<(string, object)> settings =
        [
            ("env/CLAUDE_CODE_ENABLE_TELEMETRY", "1"),
            ("env/OTEL_METRICS_EXPORTER", "otlp"),
            ("env/OTEL_LOGS_EXPORTER", "otlp"),
            ("env/OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("env/OTEL_EXPORTER_OTLP_ENDPOINT", request.Server),
            ("env/OTEL_LOGS_EXPORT_INTERVAL", "30000"),
            ("env/OTEL_METRICS_INCLUDE_VERSION", "true"),
            ("env/OTEL_METRICS_INCLUDE_ENTRYPOINT", "true"),
            ("env/OTEL_LOG_USER_PROMPTS", "0"),
            ("env/OTEL_LOG_ASSISTANT_RESPONSES", "0"),
            .. Headers(request).Concat(Attributes(request)).Select(v => ($"env/{v.Name}", (object)v.Value)),
        ];
        return ClientSettings.Json(ClaudeCodeFile(request.Managed, home), settings);
    }

    public static string ClaudeCodeFile(bool managed, string home) =>
        !managed ? Path.Combine(home, ".claude", "settings.json")
        : OperatingSystem.IsMacOS() ? "/Library/Application Support/ClaudeCode/managed-settings.json"
        : OperatingSystem.IsWindows() ? @"C:\Program Files\ClaudeCode\managed-settings.json"
        : "/etc/claude-code/managed-settings.json";

    public static string CodexFile(bool managed, string home) => managed ? "/etc/codex/managed_config.toml" : Path.Combine(home, ".codex", "config.toml");

    public static string GeminiFile(bool managed, string home) => managed ? "/etc/gemini-cli/settings.json" : Path.Combine(home, ".gemini", "settings.json");

    private static ClientSettings Codex(ConnectRequest request, string home)
    {
        var headers = request.Token is { } token ? $", headers = {{ Authorization = \"Bearer {token}\" }}" : "";
        return new(
            CodexFile(request.Managed, home),
            [],
            ["[otel]", "log_user_prompt = false", $"exporter = {{ otlp-http = {{ endpoint = \"{request.Server}/v1/logs\", protocol = \"binary\"{headers} }} }}", "trace_exporter = \"none\"", "metrics_exporter = \"none\""],
            [.. Attributes(request)],
            ["Codex sends each record once: what is sent while the server is away is only in its log, so let its home be read too."]);
    }

    private static ClientSettings Gemini(ConnectRequest request, string home, string folder, string managed) => ClientSettings.Json(
        request.Managed ? managed : Path.Combine(home, folder, "settings.json"),
        [("telemetry/enabled", true), ("telemetry/target", "local"), ("telemetry/otlpEndpoint", request.Server), ("telemetry/otlpProtocol", "http"), ("telemetry/logPrompts", false), .. folder == ".qwen" ? [("telemetry/useCollector", (object)true)] : Array.Empty<(string, object)>()],
        [.. Headers(request), .. Attributes(request)]);

    private static ClientSettings OpenClaw(ConnectRequest request, string home)
    {
        List<(string, object)> settings =
        [
            ("diagnostics/enabled", true),
            ("diagnostics/otel/enabled", true),
            ("diagnostics/otel/endpoint", request.Server),
            ("diagnostics/otel/protocol", "http/protobuf"),
            ("diagnostics/otel/metrics", true),
            ("diagnostics/otel/traces", false),
            ("diagnostics/otel/logs", false),
        ];
        if (request.Token is { } token) settings.Add(("diagnostics/otel/headers/Authorization", $"Bearer {token}"));
        return ClientSettings.Json(
            Path.Combine(home, ".openclaw", "openclaw.json"), settings, [.. Attributes(request)],
            ["The plugin @openclaw/diagnostics-otel has to be installed from OpenClaw's plugin hub.", "Its counter has no sessions: where its home is read too, the logs count, day by day."]);
    }

    private static IEnumerable<(string Name, string Value)> Headers(ConnectRequest request) => request.Token is { } token ? [("OTEL_EXPORTER_OTLP_HEADERS", $"Authorization=Bearer {token}")] : [];

    private static IEnumerable<(string Name, string Value)> Attributes(ConnectRequest request) => request.Person is { } person ? [("OTEL_RESOURCE_ATTRIBUTES", $"shiprank.person={Uri.EscapeDataString(person)}")] : [];
}
