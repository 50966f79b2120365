using Shiprank.Core.Usage;

namespace Shiprank.Tests.Usage;

public sealed class CodexTests
{
    private const string Parent = ".codex/sessions/2026/05/12/rollout-a.jsonl";
    private const string Child = ".codex/sessions/2026/05/12/rollout-b.jsonl";

    [Theory]
    [InlineData("rollout-a.jsonl", "rollout-b.jsonl")]
    [InlineData("rollout-b.jsonl", "rollout-a.jsonl")]
    public void A_sub_agent_replays_its_parent_and_then_starts_from_zero(string parent, string child)
    {
        using var home = new TemporaryHome();
        home.Write($".codex/sessions/{parent}", Meta("p"), Count("08:01:00", 1000, 100), Count("08:02:00", 1600, 300));
        home.Write($".codex/sessions/{child}", Meta("c", spawnedBy: "p"), Meta("p"), Count("08:03:00", 1000, 100), Count("08:03:00.001", 1600, 300), Count("08:04:00", 50, 5), Count("08:05:00", 90, 9));

        var rows = home.Read().Reading.Rows;
        Assert.Equal(new TokenCounts(1690, 0, 0, 0, 309), rows.Sum());
        Assert.All(rows, row => Assert.Equal("p", row.Session));
    }

    [Fact]
    public void A_fork_without_a_replay_goes_on_from_its_parents_total()
    {
        using var home = new TemporaryHome();
        home.Write(Parent, Meta("p"), Count("08:01:00", 1000, 100));
        home.Write(Child, Meta("c", forkedFrom: "p"), Count("08:04:00", 1500, 150));

        var rows = home.Read().Reading.Rows;
        Assert.Equal(new TokenCounts(1500, 0, 0, 0, 150), rows.Sum());
        Assert.Equal(["p", "c"], rows.Select(r => r.Session));
    }

    [Fact]
    public void A_replay_of_a_thread_that_is_gone_is_left_out_and_reported()
    {
        using var home = new TemporaryHome();
        home.Write(Child, Meta("c", forkedFrom: "p"), Count("08:00:00.002", 1000, 100), Count("08:04:00", 1500, 150));

        var (reading, report) = home.Read();
        Assert.Equal(new TokenCounts(500, 0, 0, 0, 50), reading.Rows.Sum());
        Assert.Contains("1 records left out", Assert.Single(report.Skipped).Reason);
    }

    [Fact]
    public void A_smaller_total_is_a_reset()
    {
        using var home = new TemporaryHome();
        home.Write(Parent, Meta("p"), Count("08:01:00", 1000, 100), Count("08:02:00", 300, 30), Count("08:03:00", 400, 40));

        Assert.Equal([1000, 300, 100], home.Read().Reading.Rows.Select(r => r.Tokens.Input));
    }

    [Fact]
    public void Numeric_timestamps_are_instants()
    {
        using var home = new TemporaryHome();
        home.Write(Parent, """{"timestamp":1778572800000,"type":"event_msg","payload":{"type":"token_count","info":{"last_token_usage":{"input_tokens":10,"output_tokens":1},"total_token_usage":{"input_tokens":10,"output_tokens":1}}}}""");

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1778572800000), Assert.Single(home.Read().Reading.Rows).OccurredAt);
    }

    [Fact]
    public void An_archived_copy_counts_once_wherever_it_lies()
    {
        using var home = new TemporaryHome();
        string[] lines = [Meta("p"), Count("08:01:00", 1000, 100), Count("08:02:00", 1600, 300)];
        home.Write(Parent, lines);
        home.Write(".codex/archived_sessions/rollout-a.jsonl", lines);

        Assert.Equal(2, home.Read().Reading.Rows.Count);
    }

    [Fact]
    public void A_saved_stream_of_a_thread_with_a_rollout_adds_nothing()
    {
        using var home = new TemporaryHome();
        home.Write(Parent, Meta("p"), Count("08:01:00", 1000, 100));
        home.Write(".codex/sessions/saved.jsonl", """{"type":"thread.started","thread_id":"p"}""", """{"type":"turn.completed","timestamp":"2026-05-12T08:01:01Z","usage":{"input_tokens":1000,"output_tokens":100}}""");

        Assert.Equal(1100, home.Read().Reading.Rows.Sum().Total);
    }

    [Fact]
    public void Work_that_OpenClaw_started_belongs_to_OpenClaw()
    {
        using var home = new TemporaryHome();
        home.Write(
            Parent,
            Meta("p", originator: "openclaw"),
            Count("08:01:00", 1000, 100),
            """{"timestamp":"2026-05-12T08:02:01Z","type":"event_msg","payload":{"type":"patch_apply_end","call_id":"c1","changes":{"src/a.cs":{"update":{}}}}}""");

        var reading = home.Read(withSessions: true).Reading;
        Assert.Equal("openclaw", Assert.Single(reading.Rows).Tool);
        Assert.Equal(("openclaw", 1), Assert.Single(reading.Sessions.Select(s => (s.Tool, s.Edits))));
    }

    [Fact]
    public void The_service_tier_comes_from_the_thread_else_from_the_configuration()
    {
        using var home = new TemporaryHome();
        home.Write(".codex/config.toml", "model = \"gpt-5.2\"\nservice_tier = \"fast\" # quick\n[profiles.x]\nservice_tier = \"priority\"\n");
        home.Write(Parent, Meta("p"), Count("08:01:00", 1000, 100));
        home.Write(Child, Meta("c"), """{"timestamp":"2026-05-12T08:00:00Z","type":"event_msg","payload":{"type":"thread_settings_applied","thread_settings":{"model":"gpt-5.2","service_tier":"priority"}}}""", Count("08:02:00", 1000, 100));

        Assert.Equal(["fast", "priority"], home.Read().Reading.Rows.Select(r => r.Tier));
    }

    [Fact]
    public void Patched_files_are_edits_of_the_session()
    {
        using var home = new TemporaryHome();
        home.Write(
            Parent,
            Meta("p"),
            Count("08:01:00", 1000, 100),
            """{"timestamp":"2026-05-12T08:02:00Z","type":"response_item","payload":{"type":"custom_tool_call","name":"apply_patch","call_id":"c1","input":"*** Begin Patch\n*** Update File: src/a.cs\n@@\n-x\n+y\n*** Add File: src/b.cs\n+z\n*** End Patch"}}""",
            """{"timestamp":"2026-05-12T08:02:01Z","type":"event_msg","payload":{"type":"patch_apply_end","call_id":"c1","success":true,"changes":{"src/a.cs":{"update":{}},"src/b.cs":{"add":{}}}}}""",
            """{"timestamp":"2026-05-12T08:03:00Z","type":"response_item","payload":{"type":"function_call","name":"shell","call_id":"c2","arguments":"{\"command\":[\"apply_patch\",\"*** Begin Patch\\n*** Delete File: src/c.cs\\n*** End Patch\"]}"}}""");

        var trace = Assert.Single(home.Read(withSessions: true).Reading.Sessions);
        Assert.Equal(("p", 2), (trace.Session, trace.Edits));
        Assert.Equal(["src/a.cs", "src/b.cs", "src/c.cs"], trace.EditedFiles);
    }

    private static string Meta(string id, string? forkedFrom = null, string? spawnedBy = null, string originator = "codex_cli_rs")
    {
        var source = spawnedBy is null ? "\"cli\"" : $$$$$$"""{"subagent":{"thread_spawn":{"parent_thread_id":"{{{{{{spawnedBy}}}}}}","depth":1}}}""";
        var fork = forkedFrom is null ? "" : $"\"forked_from_id\":\"{forkedFrom}\",";
        return $$$$$$"""{"timestamp":"2026-05-12T08:00:00.000Z","type":"session_meta","payload":{"id":"{{{{{{id}}}}}}",{{{{{{fork}}}}}}"cwd":"/w/app","originator":"{{{{{{originator}}}}}}","source":{{{{{{source}}}}}}}}""";
    }

    private static string Count(string time, long input, long output) =>
        $$$$$$"""{"timestamp":"2026-05-12T{{{{{{time}}}}}}Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":{{{{{{input}}}}}},"cached_input_tokens":0,"output_tokens":{{{{{{output}}}}}}}}}}""";
}
