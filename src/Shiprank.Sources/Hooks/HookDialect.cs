using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>How one client speaks with its hooks: what it writes to their stdin, and what it takes for a refusal.</summary>
public abstract class HookDialect
{
    /// <summary>The tool's id.</summary>
    public abstract string Client { get; }

    /// <summary>The dialects, by client.</summary>
    public static IReadOnlyList<HookDialect> All { get; } = [new ClaudeCodeHooks(), new CodexHooks(), new GeminiHooks(), new CopilotHooks(), new KiroHooks(), new OpenClawHooks()];

    public static HookDialect? Of(string client) => client switch
    {
        "claude-code" => All[0],
        "codex" => All[1],
        "gemini-cli" => All[2],
        "copilot" => All[3],
        "kiro" => All[4],
        "openclaw" => All[5],
        _ => null,
    };

    /// <param name="root">An object.</param>
    /// <param name="eventName">From the command line; null: stdin names it.</param>
    /// <param name="key">Of this installation, <see cref="SipHash.KeyBytes"/> long.</param>
    /// <returns>Null: it names no event or no session.</returns>
    public abstract HookCall? Read(JsonElement root, string? eventName, ReadOnlySpan<byte> key);

    public abstract HookAnswer Answer(HookEvent at, string eventName, HookDecision decision);

    protected static string Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    protected static JsonElement Member(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;
}
