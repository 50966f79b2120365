namespace Shiprank.Cli.Commands.Connect;

/// <summary>A file in which a client looks for hooks, and what of ours belongs into it.</summary>
/// <param name="File">Absolute.</param>
/// <param name="Entries">By event, in order.</param>
internal sealed record HookFile(string File, HookLayout Layout, IReadOnlyList<HookEntry> Entries);

/// <param name="Event">As the client has it.</param>
/// <param name="Matcher">Of a hook about tools: all of them; null: the event has none.</param>
/// <param name="Timeout">In the client's own unit.</param>
internal sealed record HookEntry(string Event, string? Matcher, string Command, int Timeout);

internal enum HookLayout
{
    /// <summary><c>hooks</c> by event, in groups with a matcher, within settings of the client (Claude Code, Codex, Gemini CLI).</summary>
    Groups,

    /// <summary>The same in TOML, within our own block (Codex' managed settings).</summary>
    Toml,

    /// <summary>A file of our own, by event (Copilot CLI).</summary>
    Own,

    /// <summary>A file of our own for one event (Kiro CLI).</summary>
    Single,

    /// <summary>A plugin's two files (OpenClaw).</summary>
    Plugin,
}

/// <summary>Which hooks each client gets and where (its documentation, of November 2026; docs/guides/hooks.md).</summary>
internal static class HookFiles
{
    /// <summary>Longer than the longest that a hook waits, so that nobody takes a slowed call for a broken hook.</summary>
    private const int Seconds = 30;

    /// <summary>What an end may take: clients wait for it.</summary>
    private const int AtTheEnd = 3;

    private static readonly string[] Plugin = ["index.js", "openclaw.plugin.json", "package.json"];

    public static readonly IReadOnlyList<string> Clients = ["claude-code", "codex", "gemini-cli", "copilot", "kiro", "openclaw"];

    /// <returns>Empty: the client has no hooks that anything is known of.</returns>
    public static IReadOnlyList<HookFile> Of(string client, bool managed, string home, IReadOnlyList<string> program)
    {
        var command = OwnProgram.Command(program, "hook", client);
        HookEntry Tool(string name, int most = Seconds) => new(name, "*", command, most);
        HookEntry Plain(string name, int most = Seconds) => new(name, null, command, most);
        switch (client)
        {
            case "claude-code":
                return [new(Connect.Clients.ClaudeCodeFile(managed, home), HookLayout.Groups, [Plain("SessionStart"), Plain("UserPromptSubmit"), Tool("PreToolUse"), Tool("PostToolUse"), Tool("PostToolUseFailure"), Plain("SessionEnd", AtTheEnd)])];
            case "codex":
                HookEntry[] codex = [Plain("SessionStart"), Plain("UserPromptSubmit"), Plain("PreToolUse"), Plain("PostToolUse"), Plain("SessionEnd", AtTheEnd)];
                return [managed ? new(Connect.Clients.CodexFile(managed, home), HookLayout.Toml, codex) : new(Path.Combine(home, ".codex", "hooks.json"), HookLayout.Groups, codex)];
            case "gemini-cli":
                return [new(Connect.Clients.GeminiFile(managed, home), HookLayout.Groups, [Plain("SessionStart", Seconds * 1000), Plain("BeforeAgent", Seconds * 1000), Plain("BeforeModel", Seconds * 1000), Tool("BeforeTool", Seconds * 1000), Tool("AfterTool", Seconds * 1000), Plain("SessionEnd", AtTheEnd * 1000)])];
            case "copilot":
                string[] events = ["sessionStart", "userPromptSubmitted", "preToolUse", "postToolUse", "sessionEnd"];
                return [new(Path.Combine(home, ".copilot", "hooks", "shiprank.json"), HookLayout.Own, [.. events.Select(e => new HookEntry(e, null, OwnProgram.Command(program, "hook", client, e), e == "sessionEnd" ? AtTheEnd : Seconds))])];
            case "kiro":
                (string Trigger, string File)[] triggers = [("UserPromptSubmit", "prompt"), ("PreToolUse", "before-tool"), ("PostToolUse", "after-tool")];
                return [.. triggers.Select(t => new HookFile(Path.Combine(home, ".kiro", "hooks", $"shiprank-{t.File}.json"), HookLayout.Single, [new(t.Trigger, t.Trigger.EndsWith("ToolUse", StringComparison.Ordinal) ? "*" : null, command, Seconds)]))];
            case "openclaw":
                string[] moments = ["session_start", "before_tool_call", "after_tool_call", "session_end"];
                HookEntry[] plugin = [.. moments.Select(m => new HookEntry(m, null, System.Text.Json.JsonSerializer.Serialize([.. program, "hook", client, m], PluginWordsJson.Default.StringArray), Seconds * 1000))];
                return [.. Plugin.Select(f => new HookFile(Path.Combine(home, ".openclaw", "extensions", "shiprank", f), HookLayout.Plugin, plugin))];
            default:
                return [];
        }
    }

    /// <summary>What has to be known of a client's hooks.</summary>
    public static IReadOnlyList<string> Notes(string client) => client switch
    {
        "codex" => ["Codex asks once whether it may trust the hooks: say yes in /hooks, else it runs none of them (in CI: --dangerously-bypass-hook-trust, or managed settings).", "A hook of Codex denies single calls and can't end a loop: the gateway does."],
        "copilot" => ["A hook of Copilot CLI denies single calls and can't end a loop: the gateway does."],
        "kiro" => ["Kiro's hooks are written from its documentation and have not been tried with it."],
        "openclaw" => ["OpenClaw's plugin is written from its documentation and has not been tried with it; switch it on: plugins.entries.shiprank.enabled = true."],
        _ => [],
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class PluginWordsJson : System.Text.Json.Serialization.JsonSerializerContext;
