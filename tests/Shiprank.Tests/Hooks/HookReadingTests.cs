using System.Text;
using System.Text.Json;
using Shiprank.Sources.Hooks;

namespace Shiprank.Tests.Hooks;

/// <summary>What real clients wrote to a hook's stdin (captured on 2026-11-21), read as one record.</summary>
public sealed class HookReadingTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, SipHash.KeyBytes).Select(i => (byte)i)];

    [Theory]
    [InlineData("claude-code", "02-pb-tool-hooks-traces", "SessionStart Prompt BeforeTool:Bash AfterTool:Bash Other Stop SessionEnd")]
    [InlineData("claude-code", "04-hook-deny-tool", "SessionStart Prompt BeforeTool:Bash SessionEnd")]
    [InlineData("claude-code", "07-429-billing", "SessionStart Prompt Stop SessionEnd")]
    [InlineData("claude-code", "10-block-no-ticket", "SessionStart Prompt SessionEnd")]
    [InlineData("codex", "04-stop-post", "SessionStart Prompt BeforeTool:Bash AfterTool:Bash Stop SessionEnd")]
    [InlineData("codex", "03-block-no-ticket", "SessionStart Prompt SessionEnd")]
    [InlineData("gemini-cli", "02-tool-hooks", "SessionStart Prompt Other BeforeModel Other Other Other BeforeTool:run_shell_command AfterTool:run_shell_command Other BeforeModel Other Other Other Stop SessionEnd")]
    [InlineData("gemini-cli", "03-block-model", "SessionStart Prompt Other BeforeModel Stop SessionEnd")]
    [InlineData("copilot", "05-tool-json", "SessionStart Prompt BeforeTool:bash AfterTool:bash Stop SessionEnd")]
    public void A_run_is_read_event_by_event(string client, string run, string expected)
    {
        var calls = Calls(client, run);

        Assert.Equal(expected, string.Join(' ', calls.Select(c => c.Tool.Length > 0 ? $"{c.Event}:{c.Tool}" : $"{c.Event}")));
        Assert.Single(calls.Select(c => c.Session).Distinct());
        Assert.All(calls, c => Assert.StartsWith("/home/dev/", c.WorkingDirectory, StringComparison.Ordinal));
        Assert.DoesNotContain(calls, c => c.Failed);
        var shapes = calls.Where(c => c.Call is not null).Select(c => c.Call!.Shape).Distinct().ToList();
        Assert.True(shapes.Count <= 1, "a tool has one shape before and after");
    }

    [Fact]
    public void A_model_is_read_where_the_client_tells_it()
    {
        Assert.Equal("gpt-5.2-codex", Calls("codex", "04-stop-post")[0].Model);
        Assert.Equal("gemini-2.5-flash", Calls("gemini-cli", "03-block-model").First(c => c.Event == HookEvent.BeforeModel).Model);
    }

    [Fact]
    public void The_wording_and_order_of_an_input_make_no_difference()
    {
        var one = Claude("Bash", """{"command":"npm  test","description":"run the tests","timeout":1000}""");
        Assert.Equal(one.Shape, Claude("Bash", """{"description":"try once more","command":"npm test"}""").Shape);
        Assert.NotEqual(one.Shape, Claude("Bash", """{"command":"npm test -- a"}""").Shape);
        Assert.Equal(one.Kin, Claude("Bash", """{"command":"npm test -- a"}""").Kin);
        Assert.NotEqual(one.Kin, Claude("Bash", """{"command":"npm install"}""").Kin);
        Assert.NotEqual(one.Shape, Claude("Other", """{"command":"npm test"}""").Shape);
    }

    [Theory]
    [InlineData("Read", """{"file_path":"/w/a.cs"}""", 1, false)]
    [InlineData("Edit", """{"file_path":"/w/a.cs","old_string":"x","new_string":"y"}""", 1, true)]
    [InlineData("Bash", """{"command":"sed -n 1,200p src/a.cs && cat b.txt"}""", 2, false)]
    [InlineData("Bash", """{"command":"echo hi"}""", 0, false)]
    [InlineData("shell", """{"command":["bash","-lc","rg x src/lib.rs"]}""", 1, false)]
    [InlineData("apply_patch", """{"input":"*** Begin Patch\n*** Update File: src/a.rs\n+x"}""", 1, true)]
    [InlineData("Grep", """{"pattern":"x"}""", 0, false)]
    public void Files_are_seen_in_inputs_of_each_kind(string tool, string input, int files, bool writes)
    {
        var call = Claude(tool, input);

        Assert.Equal((files, writes), (call.Files.Length, call.Writes));
    }

    [Fact]
    public void A_file_is_the_same_in_a_tool_and_in_a_command() =>
        Assert.Equal(Claude("Read", """{"file_path":"src/a.cs"}""").Files, Claude("Bash", """{"command":"cat src/a.cs"}""").Files);

    [Fact]
    public void Without_the_key_nobody_gets_to_a_hash()
    {
        using var input = JsonDocument.Parse("""{"command":"npm test"}""");

        Assert.NotEqual(CallShape.Of("Bash", input.RootElement, Key).Shape, CallShape.Of("Bash", input.RootElement, new byte[16]).Shape);
    }

    [Theory]
    [InlineData("claude-code", """{"hook_event_name":"PostToolUseFailure","session_id":"s","tool_name":"Bash","tool_input":{},"error":"x"}""")]
    [InlineData("claude-code", """{"hook_event_name":"PostToolUse","session_id":"s","tool_name":"Bash","tool_input":{},"tool_response":{"interrupted":true}}""")]
    [InlineData("codex", """{"hook_event_name":"PostToolUse","session_id":"s","tool_name":"Bash","tool_input":{},"tool_response":"Exit code: 2\nWall time"}""")]
    [InlineData("gemini-cli", """{"hook_event_name":"AfterTool","session_id":"s","tool_name":"run_shell_command","tool_input":{},"tool_response":{"llmContent":"Output: x\nExit Code: 1\n"}}""")]
    [InlineData("gemini-cli", """{"hook_event_name":"AfterTool","session_id":"s","tool_name":"read_file","tool_input":{},"tool_response":{"error":{"type":"x"}}}""")]
    [InlineData("copilot", """{"sessionId":"s","toolName":"bash","toolArgs":{},"toolResult":{"resultType":"success","textResultForLlm":"no\n<shellId: 0 completed with exit code 127>"}}""")]
    [InlineData("copilot", """{"sessionId":"s","toolName":"bash","toolArgs":"{\"command\":\"x\"}","toolResult":{"resultType":"failure"}}""")]
    [InlineData("kiro", """{"hook_event_name":"postToolUse","session_id":"s","tool_name":"fs_read","tool_input":{},"tool_response":{"success":false}}""")]
    [InlineData("openclaw", """{"event":"after_tool_call","sessionKey":"s","toolName":"exec","params":{},"error":"x"}""")]
    public void A_failure_is_told_by_each_client_in_its_way(string client, string input)
    {
        var call = Read(client, Encoding.UTF8.GetBytes(input), client == "copilot" ? "postToolUse" : null);

        Assert.Equal((HookEvent.AfterTool, true), (call!.Event, call.Failed));
    }

    [Theory]
    [InlineData("claude-code", "{}")]
    [InlineData("claude-code", """{"hook_event_name":"PreToolUse"}""")]
    [InlineData("claude-code", """{"hook_event_name":7,"session_id":[]}""")]
    [InlineData("copilot", """{"sessionId":"s"}""")]
    [InlineData("kiro", """{"hook_event_name":"preToolUse"}""")]
    [InlineData("openclaw", """{"event":"before_tool_call"}""")]
    public void What_names_no_event_or_session_is_not_read(string client, string input) => Assert.Null(Read(client, Encoding.UTF8.GetBytes(input), null));

    /// <summary>Test vectors of the reference implementation.</summary>
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31UL)]
    [InlineData(1, 0x74f839c593dc67fdUL)]
    [InlineData(8, 0x93f5f5799a932462UL)]
    [InlineData(15, 0xa129ca6149be45e5UL)]
    public void The_hash_is_SipHash(int length, ulong expected) => Assert.Equal(expected, SipHash.Of(Key, [.. Enumerable.Range(0, length).Select(i => (byte)i)]));

    private static List<HookCall> Calls(string client, string run) =>
        [.. Directory.EnumerateFiles(Fixtures.Of("hooks", client, run), "*.json").Order(StringComparer.Ordinal).Select(f => Read(client, File.ReadAllBytes(f), Path.GetFileNameWithoutExtension(f)[3..])!)];

    private static HookCall? Read(string client, byte[] input, string? at)
    {
        using var document = JsonDocument.Parse(input);
        return HookDialect.Of(client)!.Read(document.RootElement, at, Key);
    }

    private static Core.Caps.Loops.LoopCall Claude(string tool, string input)
    {
        using var document = JsonDocument.Parse(input);
        return CallShape.Of(tool, document.RootElement, Key);
    }
}
