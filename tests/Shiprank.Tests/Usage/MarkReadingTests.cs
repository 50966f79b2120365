using Shiprank.Core.Signals.Usage.Statistics;
using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Marks;

namespace Shiprank.Tests.Usage;

/// <summary>Marks of prompts and of calls of tools, from each agent's log.</summary>
public sealed class MarkReadingTests
{
    private const string Asked = "Please rewrite the parser of prices so that it reads the new list";
    private static readonly string[] Areas = ["captures", "edits", "usage"];
    private static readonly MarkSettings Settings = MarkSettings.Of(11, 22);

    [Fact]
    public void Claude_Code_tells_prompts_and_calls()
    {
        using var home = new TemporaryFolder();
        home.Write(".claude/projects/-w-shop/s-1.jsonl", string.Join('\n', (string[])[
            User("10:00:00", $"\"{Asked}\""),
            User("10:00:01", "\"<command-name>/clear</command-name>\""),
            User("10:00:02", "\"Caveat: the client said this\"", ",\"isMeta\":true"),
            .. Enumerable.Range(0, 6).SelectMany(i => (string[])[Assistant($"10:01:0{i}", $"t{i}", "Bash", "{\"command\":\"make test\",\"description\":\"" + i + "\"}"), Result($"10:01:0{i}", $"t{i}", failed: i < 5)]),
            Assistant("10:02:00", "t6", "Read", "{\"file_path\":\"/w/shop/a.cs\"}"),
            Assistant("10:02:00", "t6", "Read", "{\"file_path\":\"/w/shop/a.cs\"}"),
            User("10:03:00", $"[{{\"type\":\"text\",\"text\":\"{Asked.ToUpperInvariant()}  \"}}]")]));
        home.Write(".claude/projects/-w-shop/s-1/subagents/agent-a.jsonl", string.Join('\n', User("10:01:00", $"\"{Asked}\""), Assistant("10:01:30", "u1", "Grep", "{\"pattern\":\"x\"}")));
        var reading = Read(home);
        Assert.Equal(["10:00:00 s-1", "10:03:00 s-1"], reading.Prompts.Select(p => $"{p.At:HH:mm:ss} {p.Session}"));
        Assert.Equal(reading.Prompts[0].Bands, reading.Prompts[1].Bands);
        Assert.Equal(Bands(Asked), reading.Prompts[0].Bands);
        var calls = Assert.Single(reading.Calls);
        Assert.Equal(("claude-code", "s-1", 8, 6, 6, 5, 5), (calls.Tool, calls.Session, calls.Calls, calls.Commonest, calls.LongestRun, calls.Errors, calls.Retries));
    }

    [Fact]
    public void Codex_tells_prompts_and_calls()
    {
        using var home = new TemporaryFolder();
        home.Write(".codex/sessions/2026/05/12/rollout-2026-05-12T10-00-00-11111111-1111-7111-8111-111111111111.jsonl", string.Join('\n', (string[])[
            """{"timestamp":"2026-05-12T10:00:00Z","type":"session_meta","payload":{"id":"11111111-1111-7111-8111-111111111111","cwd":"/w/shop"}}""",
            """{"timestamp":"2026-05-12T10:00:01Z","type":"event_msg","payload":{"type":"user_message","message":"Please rewrite the parser of prices so that it reads the new list"}}""",
            .. Enumerable.Range(0, 3).SelectMany(i => (string[])[
                $$$"""{"timestamp":"2026-05-12T10:00:1{{{i}}}Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"cargo\",\"test\"]}","call_id":"c{{{i}}}"}}""",
                $$$"""{"timestamp":"2026-05-12T10:00:1{{{i}}}Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c{{{i}}}","output":"{\"output\":\"no\",\"metadata\":{\"exit_code\":101}}"}}"""])]));
        var reading = Read(home);
        Assert.Equal(Bands(Asked), Assert.Single(reading.Prompts).Bands);
        var calls = Assert.Single(reading.Calls);
        Assert.Equal(("codex", "11111111-1111-7111-8111-111111111111", 3, 3, 3, 3), (calls.Tool, calls.Session, calls.Calls, calls.LongestRun, calls.Errors, calls.Retries));
    }

    [Fact]
    public void OpenClaw_tells_prompts_and_calls()
    {
        using var home = new TemporaryFolder();
        home.Write(".openclaw/agents/main/sessions/abc.jsonl", string.Join('\n',
            """{"type":"session","id":"abc","timestamp":"2026-05-12T10:00:00Z","cwd":"/w/shop"}""",
            """{"type":"message","id":"m1","timestamp":"2026-05-12T10:00:01Z","message":{"role":"user","content":[{"type":"text","text":"Please rewrite the parser of prices so that it reads the new list"}]}}""",
            """{"type":"message","id":"m2","timestamp":"2026-05-12T10:00:02Z","message":{"role":"assistant","content":[{"type":"toolCall","id":"t1","name":"exec","arguments":{"command":"make"}}]}}""",
            """{"type":"message","id":"m3","timestamp":"2026-05-12T10:00:03Z","message":{"role":"toolResult","toolCallId":"t1","isError":true,"content":[]}}"""));
        var reading = Read(home);
        Assert.Equal(Bands(Asked), Assert.Single(reading.Prompts).Bands);
        Assert.Equal((1, 1), (Assert.Single(reading.Calls).Calls, reading.Calls[0].Errors));
    }

    [Fact]
    public void Gemini_tells_prompts_and_calls()
    {
        using var home = new TemporaryFolder();
        var call = """{"type":"gemini","id":"2","timestamp":"2026-05-12T10:00:02Z","toolCalls":[{"id":"c1","name":"run_shell_command","args":{"command":"make"},"status":"STATUS"}]}""";
        home.Write(".gemini/tmp/shop/chats/session-1.jsonl", string.Join('\n',
            """{"sessionId":"g-1","projectHash":"shop"}""",
            """{"type":"user","id":"1","timestamp":"2026-05-12T10:00:01Z","content":"Please rewrite the parser of prices so that it reads the new list"}""",
            """{"type":"user","id":"1","timestamp":"2026-05-12T10:00:01Z","content":"Please rewrite the parser of prices so that it reads the new list"}""",
            call.Replace("STATUS", "executing", StringComparison.Ordinal), call.Replace("STATUS", "error", StringComparison.Ordinal)));
        var reading = Read(home);
        Assert.Equal(Bands(Asked), Assert.Single(reading.Prompts).Bands);
        Assert.Equal(("g-1", 1, 1), (Assert.Single(reading.Calls).Session, reading.Calls[0].Calls, reading.Calls[0].Errors));
    }

    [Fact]
    public void OpenCode_tells_calls()
    {
        var reading = HomeReader.Read(
            new(Fixtures.Of("edits", "opencode", "home"), new Dictionary<string, string>(), WithSessions: true, StoppedClock.Default, Settings.Texts, Settings), new IngestReport(), TestContext.Current.CancellationToken);
        var calls = reading.Calls.Single(c => c.Session == "ses_1");
        Assert.Equal("opencode", calls.Tool);
        Assert.True(calls.Calls >= 3 && calls.Errors >= 1);
    }

    [Fact]
    public void Without_a_key_no_mark_is_taken()
    {
        using var home = new TemporaryFolder();
        home.Write(".claude/projects/-w-shop/s-1.jsonl", User("10:00:00", $"\"{Asked}\""));
        var reading = HomeReader.Read(new(home.Path, new Dictionary<string, string>(), WithSessions: true, StoppedClock.Default, Settings.Texts), new IngestReport(), TestContext.Current.CancellationToken);
        Assert.Empty(reading.Prompts);
        Assert.Empty(reading.Calls);
    }

    [Fact]
    public void Damaged_lines_are_told_of_once_and_marks_go_on()
    {
        using var home = new TemporaryFolder();
        home.Write(".claude/projects/-w-shop/s-1.jsonl", string.Join('\n', User("10:00:00", "\"half \\ud800 of a pair \\\\\""), "{\"type\":\"user\",", User("10:00:01", $"\"{Asked}\""), User("not a time", $"\"{Asked}\""), ""));
        var report = new IngestReport();
        Assert.Single(Read(home, report).Prompts);
        Assert.Equal("truncated", Assert.Single(report.Skipped).Reason);
    }

    /// <summary>What clients really write: every home of the fixtures is read, and none of its lines is refused because marks are taken.</summary>
    [Fact]
    public void Marks_refuse_nothing_that_is_read_without_them()
    {
        string[] homes = [.. Areas.SelectMany(area => Directory.GetDirectories(Fixtures.Of(area), "home", SearchOption.AllDirectories))];
        Assert.True(homes.Length > 20);
        var (prompts, calls) = (0, 0);
        foreach (var home in homes)
        {
            var (with, without) = (new IngestReport(), new IngestReport());
            var request = new HomeRequest(home, new Dictionary<string, string>(), WithSessions: true, StoppedClock.Default, Settings.Texts);
            var plain = HomeReader.Read(request, without, TestContext.Current.CancellationToken);
            var marked = HomeReader.Read(request with { Marks = Settings }, with, TestContext.Current.CancellationToken);
            Assert.Equal(without.Skipped, with.Skipped);
            Assert.Equal(plain.Rows.ToList(), marked.Rows.ToList());
            Assert.Equal(plain.Edits.Count, marked.Edits.Count);
            (prompts, calls) = (prompts + marked.Prompts.Count, calls + marked.Calls.Sum(c => c.Calls));
        }

        Assert.True(prompts > 10 && calls > 10, $"{prompts} prompts, {calls} calls");
    }

    private static UsageReading Read(TemporaryFolder home, IngestReport? report = null) =>
        HomeReader.Read(new(home.Path, new Dictionary<string, string>(), WithSessions: true, StoppedClock.Default, Settings.Texts, Settings), report ?? new(), TestContext.Current.CancellationToken);

    private static uint[] Bands(string text)
    {
        var hash = new MinHash(Settings.Texts);
        return hash.BandsOf(hash.Signature(PromptText.Of(text)));
    }

    private static string User(string at, string content, string more = "") =>
        $"{{\"type\":\"user\",\"sessionId\":\"s-1\",\"timestamp\":\"2026-05-12T{at}Z\",\"message\":{{\"role\":\"user\",\"content\":{content}}}{more}}}";

    private static string Assistant(string at, string id, string tool, string input) =>
        $"{{\"type\":\"assistant\",\"sessionId\":\"s-1\",\"timestamp\":\"2026-05-12T{at}Z\",\"message\":{{\"id\":\"m-{id}\",\"role\":\"assistant\",\"model\":\"claude-opus-4-8\",\"content\":[{{\"type\":\"tool_use\",\"id\":\"{id}\",\"name\":\"{tool}\",\"input\":{input}}}]}}}}";

    private static string Result(string at, string id, bool failed) =>
        $"{{\"type\":\"user\",\"sessionId\":\"s-1\",\"timestamp\":\"2026-05-12T{at}Z\",\"message\":{{\"role\":\"user\",\"content\":[{{\"type\":\"tool_result\",\"tool_use_id\":\"{id}\",\"is_error\":{(failed ? "true" : "false")},\"content\":\"no\"}}]}}}}";
}
