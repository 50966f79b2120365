using Shiprank.Core.Usage;

namespace Shiprank.Tests.Usage;

public sealed class ClaudeCodeTests
{
    private const string Transcript = ".claude/projects/-w-app/s-1.jsonl";

    [Fact]
    public void Lines_of_one_response_without_a_request_id_count_once()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Line("m1", output: 5, request: null), Line("m1", output: 9, request: null));

        var row = Assert.Single(home.Read().Reading.Rows);
        Assert.Equal(("m1", 9L), (row.Key, row.Tokens.Output));
    }

    [Fact]
    public void A_null_counter_is_zero()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, """{"type":"assistant","timestamp":"2026-04-01T00:00:00Z","sessionId":"s-1","requestId":null,"costUSD":null,"cwd":null,"message":{"id":"m1","model":"claude-opus-4-6","usage":{"input_tokens":7,"output_tokens":null,"cache_read_input_tokens":null,"cache_creation":null,"output_tokens_details":null,"iterations":null,"speed":null,"service_tier":null}}}""");

        var (reading, report) = home.Read();
        Assert.Equal(new TokenCounts(7, 0, 0, 0, 0), Assert.Single(reading.Rows).Tokens);
        Assert.Empty(report.Skipped);
    }

    [Fact]
    public void Spaces_and_another_order_of_keys_change_nothing()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, """ { "message" : { "usage" : { "output_tokens" : 2 , "input_tokens" : 1 } , "model" : "claude-opus-4-6" , "id" : "m1" } , "timestamp" : "2026-04-01T00:00:00Z" , "type" : "assistant" } """);

        Assert.Equal(new TokenCounts(1, 0, 0, 0, 2), Assert.Single(home.Read().Reading.Rows).Tokens);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_side_thread_that_replays_a_response_adds_nothing(bool replayFirst)
    {
        using var home = new TemporaryHome();
        var (replay, main) = replayFirst ? ("a", "b") : ("b", "a");
        home.Write($".claude/projects/-w-app/{main}.jsonl", Line("m1", output: 9, request: "r1", cacheRead: 100));
        home.Write($".claude/projects/-w-app/{replay}.jsonl", Line("m1", output: 9, request: "r2", cacheRead: 4000, side: true), Line("m2", output: 3, request: "r3", side: true));

        Assert.Equal(new TokenCounts(2, 100, 0, 0, 12), home.Read().Reading.Rows.Sum());
    }

    [Fact]
    public void A_progress_line_counts_when_it_is_the_only_copy()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, """{"type":"progress","sessionId":"s-1","cwd":"/w/app","timestamp":"2026-03-10T06:00:01.001Z","data":{"message":{"type":"assistant","timestamp":"2026-03-10T06:00:01.000Z","message":{"model":"claude-haiku-4-5","id":"m1","usage":{"input_tokens":20,"output_tokens":2}},"requestId":"r1"}}}""");

        var row = Assert.Single(home.Read().Reading.Rows);
        Assert.Equal(("s-1", "/w/app", "m1", 22L), (row.Session, row.Project, row.Key, row.Tokens.Total));
    }

    [Fact]
    public void Lines_that_only_repeat_or_mention_usage_are_no_responses()
    {
        using var home = new TemporaryHome();
        home.Write(
            Transcript,
            """{"type":"cost-state","sessionId":"s-1","totalCostUSD":1,"modelUsage":{"claude-opus-4-6":{"inputTokens":5}},"usage":{"input_tokens":5}}""",
            """{"type":"user","timestamp":"2026-04-01T00:00:00Z","message":{"role":"user","content":"x","usage":{"input_tokens":5}},"toolUseResult":{"usage":{"input_tokens":5}}}""",
            """{"type":"api-request-shape","shape":{"usage":"how to use it"},"message":"usage"}""");

        var (reading, report) = home.Read();
        Assert.Empty(reading.Rows);
        Assert.Empty(report.Skipped);
    }

    [Fact]
    public void Both_default_folders_are_read_and_a_configured_one_replaces_them()
    {
        using var home = new TemporaryHome();
        home.Write(".claude/projects/-w-app/a.jsonl", Line("m1", 1));
        home.Write(".config/claude/projects/-w-app/b.jsonl", Line("m2", 1));
        home.Write("elsewhere/projects/-w-app/c.jsonl", Line("m3", 1));

        Assert.Equal(["m1", "m2"], home.Read().Reading.Rows.Select(r => r.Key));
        Assert.Equal(["m3"], home.Read(environment: ("CLAUDE_CONFIG_DIR", Path.Join(home.Path, "elsewhere"))).Reading.Rows.Select(r => r.Key));
    }

    [Fact]
    public void Edits_of_a_session_and_of_its_sub_agents_are_one_trace()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Line("m1", 1, tool: ("t1", "Edit", "file_path", "/w/app/a.cs")), Line("m1", 2, tool: ("t2", "Bash", "command", "rm /w/app/x.cs")));
        home.Write(".claude/projects/-w-app/s-1/subagents/agent-7.jsonl", Line("m2", 1, side: true, tool: ("t3", "NotebookEdit", "notebook_path", "/w/app/b.ipynb")));
        home.Write(".claude/projects/-w-app/s-2.jsonl", Line("m1", 1, session: "s-2", tool: ("t1", "Edit", "file_path", "/w/app/a.cs")));

        var trace = Assert.Single(home.Read(withSessions: true).Reading.Sessions);
        Assert.Equal(("claude-code", "s-1", "/w/app", 2, true), (trace.Tool, trace.Session, trace.Project, trace.Edits, trace.EditsKnown));
        Assert.Equal(["/w/app/a.cs", "/w/app/b.ipynb"], trace.EditedFiles);
    }

    [Fact]
    public void A_run_from_a_script_is_autonomous_and_a_fast_response_has_its_tier()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, """{"type":"assistant","timestamp":"2026-04-01T00:00:00Z","entrypoint":"sdk-cli","sessionId":"s-1","message":{"id":"m1","model":"x","usage":{"input_tokens":1,"speed":"fast","service_tier":"standard"}}}""");

        var row = Assert.Single(home.Read().Reading.Rows);
        Assert.Equal((true, "fast"), (row.Autonomous, row.Tier));
    }

    internal static string Line(
        string id, int output, string? request = "r", int cacheRead = 0, bool side = false, string session = "s-1", (string Id, string Name, string Field, string Value)? tool = null)
    {
        var content = tool is { } call ? $$$$$$"""{"type":"tool_use","id":"{{{{{{call.Id}}}}}}","name":"{{{{{{call.Name}}}}}}","input":{"{{{{{{call.Field}}}}}}":"{{{{{{call.Value}}}}}}"}}""" : "";
        var requestField = request is null ? "" : $"\"requestId\":\"{request}\",";
        return $$$$$$"""{"type":"assistant","timestamp":"2026-04-01T00:00:00.000Z","sessionId":"{{{{{{session}}}}}}","cwd":"/w/app","isSidechain":{{{{{{(side ? "true" : "false")}}}}}},{{{{{{requestField}}}}}}"message":{"id":"{{{{{{id}}}}}}","model":"claude-opus-4-6","content":[{{{{{{content}}}}}}],"usage":{"input_tokens":1,"output_tokens":{{{{{{output}}}}}},"cache_read_input_tokens":{{{{{{cacheRead}}}}}}}}}""";
    }
}
