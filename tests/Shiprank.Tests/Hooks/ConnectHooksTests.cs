using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Hooks;

/// <summary><c>shiprank connect --hooks</c>: ours go in once, others' stay where they are, and ours come out again.</summary>
public sealed class ConnectHooksTests
{
    private const string Command = "'/opt/ship rank/shiprank' hook";

    [Fact]
    public void Hooks_of_others_stay_and_ours_of_before_are_replaced()
    {
        using var run = new CliRun();
        var file = Put(run, ".claude/settings.json", """{"model":"opus","hooks":{"PreToolUse":[{"matcher":"Bash","hooks":[{"type":"command","command":"lint"},{"type":"command","command":"/old/shiprank hook claude-code"}]},{"hooks":[{"type":"command","command":"'/older/shiprank' hook claude-code"}]}],"Stop":[1],"Notification":[{"hooks":[{"type":"command","command":"/old/shiprank hook claude-code"}]}]}}""");

        Assert.Equal(0, (int)run.Run("connect", "claude-code", "--hooks", "--write"));

        var hooks = Json(file)["hooks"]!;
        Assert.Equal("""[{"matcher":"Bash","hooks":[{"type":"command","command":"lint"}]},{"matcher":"*","hooks":[{"type":"command","command":"C claude-code","timeout":30}]}]""".Replace("C", Command, StringComparison.Ordinal), Plain(hooks["PreToolUse"]!));
        Assert.Equal("[1]", Plain(hooks["Stop"]!));
        Assert.Null(hooks["Notification"]);
        Assert.Equal(["PreToolUse", "Stop", "SessionStart", "UserPromptSubmit", "PostToolUse", "PostToolUseFailure", "SessionEnd"], hooks.AsObject().Select(h => h.Key));
        Assert.Equal("opus", (string?)Json(file)["model"]);
        Assert.Equal("1", (string?)Json(file)["env"]!["CLAUDE_CODE_ENABLE_TELEMETRY"]);

        var once = File.ReadAllText(file);
        Assert.Equal(0, (int)run.Run("connect", "claude-code", "--hooks", "--write"));
        Assert.Equal(once, File.ReadAllText(file));
        Assert.Contains("says so already", run.Out, StringComparison.Ordinal);

        Assert.Equal(0, (int)run.Run("connect", "claude-code", "--remove"));
        Assert.Equal("""{"PreToolUse":[{"matcher":"Bash","hooks":[{"type":"command","command":"lint"}]}],"Stop":[1]}""", Plain(Json(file)["hooks"]!));
        Assert.Equal("1", (string?)Json(file)["env"]!["CLAUDE_CODE_ENABLE_TELEMETRY"]);
    }

    [Fact]
    public void Telemetry_alone_leaves_hooks_alone()
    {
        using var run = new CliRun();
        Assert.Equal(0, (int)run.Run("connect", "claude-code", "--write"));

        Assert.Null(Json(Path.Combine(run.Home, ".claude", "settings.json"))["hooks"]);
    }

    [Theory]
    [InlineData("codex", ".codex/hooks.json", "SessionStart UserPromptSubmit PreToolUse PostToolUse SessionEnd")]
    [InlineData("gemini-cli", ".gemini/settings.json", "SessionStart BeforeAgent BeforeModel BeforeTool AfterTool SessionEnd")]
    [InlineData("copilot", ".copilot/hooks/shiprank.json", "sessionStart userPromptSubmitted preToolUse postToolUse sessionEnd")]
    public void Each_client_gets_its_own_file(string client, string path, string events)
    {
        using var run = new CliRun();
        Assert.Equal(0, (int)run.Run("connect", client, "--hooks", "--write"));
        var file = Path.Combine(run.Home, path);

        Assert.Equal(events.Split(' '), Json(file)["hooks"]!.AsObject().Select(h => h.Key));
        foreach (var (name, entries) in Json(file)["hooks"]!.AsObject()) Assert.Contains(client == "copilot" ? $"{Command} copilot {name}" : $"{Command} {client}", Plain(entries!), StringComparison.Ordinal);

        Assert.Equal(0, (int)run.Run("connect", client, "--remove"));
        Assert.True(client == "gemini-cli" ? Json(file)["hooks"] is null && Json(file)["telemetry"] is not null : !File.Exists(file));
    }

    [Fact]
    public void Managed_hooks_of_Codex_are_in_its_block()
    {
        using var run = new CliRun();
        Assert.Equal(0, (int)run.Run("connect", "codex", "--hooks", "--managed"));

        Assert.Contains("# /etc/codex/managed_config.toml", run.Out, StringComparison.Ordinal);
        Assert.Contains($"[[hooks.PreToolUse]]\n[[hooks.PreToolUse.hooks]]\ntype = \"command\"\ncommand = \"{Command} codex\"\ntimeout = 30\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("bypass-hook-trust", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Kiro_gets_hooks_though_its_usage_is_read_elsewhere()
    {
        using var run = new CliRun();
        Assert.NotEqual(0, (int)run.Run("connect", "kiro", "--write"));
        Assert.Equal(0, (int)run.Run("connect", "kiro", "--hooks", "--write"));

        var folder = Path.Combine(run.Home, ".kiro", "hooks");
        Assert.Equal("PreToolUse", (string?)Json(Path.Combine(folder, "shiprank-before-tool.json"))["trigger"]);
        Assert.Contains("have not been tried", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (int)run.Run("connect", "kiro", "--remove"));
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void The_plugin_for_OpenClaw_is_whole()
    {
        using var run = new CliRun();
        Assert.Equal(0, (int)run.Run("connect", "openclaw", "--hooks", "--write"));

        var folder = Path.Combine(run.Home, ".openclaw", "extensions", "shiprank");
        Assert.Equal("shiprank", (string?)Json(Path.Combine(folder, "openclaw.plugin.json"))["id"]);
        Assert.Contains("before_tool_call: [\"/opt/ship rank/shiprank\",\"hook\",\"openclaw\",\"before_tool_call\"],", File.ReadAllText(Path.Combine(folder, "index.js")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        using var run = new CliRun();
        Assert.Equal(0, (int)run.Run("connect", "codex", "--hooks", "--dry-run"));

        Assert.Contains("hooks.json", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Home, ".codex")));
    }

    [Theory]
    [InlineData("{\"hooks\":[]}", "\"hooks\" is no object")]
    [InlineData("{\"hooks\":{\"PreToolUse\":{}}}", "\"hooks.PreToolUse\" is no list")]
    [InlineData("// mine\n{}", "it is not plain JSON")]
    public void A_file_that_can_not_be_merged_stays_as_it_is(string text, string why)
    {
        using var run = new CliRun();
        var file = Put(run, ".codex/hooks.json", text);

        Assert.Equal(1, (int)run.Run("connect", "codex", "--hooks", "--write"));

        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
        Assert.False(File.Exists(Path.Combine(run.Home, ".codex", "config.toml")));
    }

    [Theory]
    [InlineData("opencode", "--hooks")]
    [InlineData("copilot", "--hooks", "--managed")]
    public void What_nothing_is_known_of_is_refused(string client, params string[] more)
    {
        using var run = new CliRun();
        Assert.Equal(4, (int)run.Run(["connect", client, .. more]));
        Assert.Contains("nothing is known of", run.Error, StringComparison.Ordinal);
    }

    private static string Put(CliRun run, string path, string text)
    {
        var file = Path.Combine(run.Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private static JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    private static string Plain(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
