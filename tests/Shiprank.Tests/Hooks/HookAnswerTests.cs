using Shiprank.Sources.Hooks;

namespace Shiprank.Tests.Hooks;

/// <summary>Each client's own dialect, to the letter: one key more, and Codex throws the whole answer away.</summary>
public sealed class HookAnswerTests
{
    private const string No = "{Not \"this\"}: `shiprank ticket start`";
    private const string Text = """{Not \"this\"}: `shiprank ticket start`""";

    [Theory]
    [InlineData("claude-code", HookEvent.BeforeTool, "PreToolUse", "{\"continue\":false,\"stopReason\":\"T\",\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"T\"}}", "", 0)]
    [InlineData("claude-code", HookEvent.Prompt, "UserPromptSubmit", "", "S", 2)]
    [InlineData("codex", HookEvent.BeforeTool, "PreToolUse", "{\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"T\"}}", "", 0)]
    [InlineData("codex", HookEvent.Prompt, "UserPromptSubmit", "", "S", 2)]
    [InlineData("gemini-cli", HookEvent.Prompt, "BeforeAgent", "{\"decision\":\"deny\",\"reason\":\"T\",\"continue\":false,\"stopReason\":\"T\"}", "", 0)]
    [InlineData("gemini-cli", HookEvent.BeforeModel, "BeforeModel", "{\"decision\":\"deny\",\"reason\":\"T\",\"continue\":false,\"stopReason\":\"T\"}", "", 0)]
    [InlineData("gemini-cli", HookEvent.BeforeTool, "BeforeTool", "{\"decision\":\"deny\",\"reason\":\"T\",\"continue\":false,\"stopReason\":\"T\"}", "", 0)]
    [InlineData("copilot", HookEvent.BeforeTool, "preToolUse", "{\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"T\"}", "", 0)]
    [InlineData("copilot", HookEvent.Prompt, "userPromptSubmitted", "", "S", 0)]
    [InlineData("kiro", HookEvent.BeforeTool, "preToolUse", "", "S", 2)]
    [InlineData("kiro", HookEvent.Prompt, "userPromptSubmit", "", "S", 2)]
    [InlineData("openclaw", HookEvent.BeforeTool, "before_tool_call", "{\"block\":true,\"blockReason\":\"T\"}", "", 0)]
    public void A_refusal_is_said_in_the_clients_words(string client, HookEvent at, string name, string stdout, string stderr, int code) => Says(client, at, name, HookDo.Refuse, stdout, stderr, code);

    [Theory]
    [InlineData("claude-code", HookEvent.BeforeTool, "PreToolUse", "{\"systemMessage\":\"T\",\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"additionalContext\":\"T\"}}", "")]
    [InlineData("claude-code", HookEvent.Prompt, "UserPromptSubmit", "{\"systemMessage\":\"T\",\"hookSpecificOutput\":{\"hookEventName\":\"UserPromptSubmit\",\"additionalContext\":\"T\"}}", "")]
    [InlineData("claude-code", HookEvent.Stop, "Stop", "{\"systemMessage\":\"T\"}", "")]
    [InlineData("codex", HookEvent.BeforeTool, "PreToolUse", "{\"systemMessage\":\"T\",\"hookSpecificOutput\":{\"hookEventName\":\"PreToolUse\",\"additionalContext\":\"T\"}}", "")]
    [InlineData("codex", HookEvent.Prompt, "UserPromptSubmit", "{\"systemMessage\":\"T\",\"hookSpecificOutput\":{\"hookEventName\":\"UserPromptSubmit\",\"additionalContext\":\"T\"}}", "")]
    [InlineData("gemini-cli", HookEvent.Prompt, "BeforeAgent", "{\"systemMessage\":\"T\",\"hookSpecificOutput\":{\"hookEventName\":\"BeforeAgent\",\"additionalContext\":\"T\"}}", "")]
    [InlineData("gemini-cli", HookEvent.BeforeTool, "BeforeTool", "{\"systemMessage\":\"T\"}", "")]
    [InlineData("copilot", HookEvent.BeforeTool, "preToolUse", "{\"additionalContext\":\"T\"}", "")]
    [InlineData("kiro", HookEvent.Prompt, "userPromptSubmit", "S", "")]
    [InlineData("kiro", HookEvent.BeforeTool, "preToolUse", "", "S")]
    [InlineData("openclaw", HookEvent.BeforeTool, "before_tool_call", "", "S")]
    public void What_is_told_lets_the_call_go_on(string client, HookEvent at, string name, string stdout, string stderr) => Says(client, at, name, HookDo.Tell, stdout, stderr, 0);

    [Fact]
    public void Where_nothing_is_said_nothing_is_written()
    {
        Assert.All(from dialect in HookDialect.All from at in Enum.GetValues<HookEvent>() select dialect.Answer(at, "X", HookDecision.Go), answer => Assert.Equal(HookAnswer.Nothing, answer));
    }

    [Fact]
    public void Codex_never_gets_a_key_that_it_rejects()
    {
        var said = string.Concat(from at in Enum.GetValues<HookEvent>() from what in Enum.GetValues<HookDo>() select new CodexHooks().Answer(at, "PreToolUse", new(what, "no")).Out);

        Assert.DoesNotContain("continue", said, StringComparison.Ordinal);
        Assert.DoesNotContain("stopReason", said, StringComparison.Ordinal);
        Assert.DoesNotContain("suppressOutput", said, StringComparison.Ordinal);
    }

    [Fact]
    public void No_answer_ends_with_exit_code_1() =>
        Assert.DoesNotContain(1, from dialect in HookDialect.All from at in Enum.GetValues<HookEvent>() from what in Enum.GetValues<HookDo>() select dialect.Answer(at, "X", new(what, "no")).Code);

    private static void Says(string client, HookEvent at, string name, HookDo what, string stdout, string stderr, int code)
    {
        string Line(string with) => with.Length == 0 ? "" : with.Replace("\"T\"", $"\"{Text}\"", StringComparison.Ordinal) is var text && with == "S" ? No + "\n" : text + "\n";
        Assert.Equal(new(Line(stdout), Line(stderr), code), HookDialect.Of(client)!.Answer(at, name, new(what, No)));
    }
}
