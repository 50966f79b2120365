using Shiprank.Tests.Usage;
using static Shiprank.Tests.Edits.Written;

namespace Shiprank.Tests.Edits;

public sealed class CodexEditTests
{
    private const string Thread = "11111111-1111-7111-8111-111111111111";
    private const string Rollout = ".codex/sessions/2026/05/04/rollout-a.jsonl";

    [Fact]
    public void Patches_that_were_applied_are_told_by_file_with_the_lines_that_they_add()
    {
        var reading = Fixture("codex");

        // call_2 failed; call_3's command ran in a folder of its own; call_4's and the script's events tell what came of them.
        Assert.Equal(
            [
                Edit(Thread, "src/cart.rs", "08:00:06", "    let total = prices.iter().sum();", "    total"),
                Edit(Thread, "src/gone.rs", "08:00:06"),
                Edit(Thread, "src/moved.rs", "08:00:06", "moved_line();"),
                Edit(Thread, "src/new.rs", "08:00:06", "pub fn first() {}", ""),
                Edit(Thread, "/w/shop/sub/lib/here.rs", "08:02:01", "let doc = \"a\\tb\";"),
                Edit(Thread, "/w/shop/src/event.rs", "08:03:01", "    formatted();"),
                Edit(Thread, "/w/shop/src/js.rs", "08:04:01", "code();", "more();"),
            ],
            By(reading.Edits));
        var trace = Assert.Single(reading.Sessions);
        Assert.Equal(4, trace.Edits);
        Assert.DoesNotContain("src/broken.rs", trace.EditedFiles);
    }

    [Theory]
    [InlineData("\"{\\\"output\\\":\\\"exit_code\\\\\\\":0\\\",\\\"metadata\\\":{\\\"exit_code\\\":1}}\"", false)]
    [InlineData("\"{\\u0022output\\u0022:\\u0022Success. Updated the following files:\\u0022,\\u0022metadata\\u0022:{\\u0022exit_code\\u0022:1}}\"", false)]
    [InlineData("\"Exit code: 0\\nWall time: 1 seconds\\nOutput:\\nok\"", true)]
    [InlineData("\"Exit code: 1\\nWall time: 1 seconds\\nOutput:\\nSuccess. Updated the following files:\\nM a.rs\"", false)]
    [InlineData("\"Chunk ID: 7\\nWall time: 0.1 seconds\\nProcess exited with code 0\\nOutput:\\nSuccess.\"", true)]
    [InlineData("\"Success. Updated the following files:\\nM a.rs\\n\"", true)]
    [InlineData("[{\"type\":\"input_text\",\"text\":\"Exit code: 0\\nOutput:\\n\"},{\"type\":\"input_text\",\"text\":\"Exit code: 9\"}]", true)]
    [InlineData("{\"content\":\"patched\",\"success\":true}", true)]
    [InlineData("{\"content\":\"Success. Updated the following files:\",\"success\":false}", false)]
    [InlineData("\"patch rejected by user\"", false)]
    [InlineData("\"something else\"", false)]
    [InlineData("7", false)]
    public void An_output_tells_whether_a_patch_was_applied(string output, bool applied)
    {
        using var home = new TemporaryHome();
        home.Write(Rollout, Meta, Call("c1", "a.rs", "new();"), Output("c1", output));

        Assert.Equal(applied ? 1 : 0, Read(home.Path).Reading.Edits.Count);
    }

    [Fact]
    public void A_fork_that_repeats_its_parents_calls_wrote_nothing_of_them()
    {
        using var home = new TemporaryHome();
        home.Write(Rollout, Meta, Call("c1", "a.rs", "new();"), Output("c1", "\"Exit code: 0\""));
        home.Write(
            ".codex/sessions/2026/05/04/rollout-b.jsonl",
            Meta.Replace("\"id\":\"p\"", "\"id\":\"c\",\"forked_from_id\":\"p\"", StringComparison.Ordinal),
            Later(Call("c1", "a.rs", "new();")),
            Later(Output("c1", "\"Exit code: 0\"")),
            Later(Call("c2", "a.rs", "own();")),
            Later(Output("c2", "\"Exit code: 0\"")));

        Assert.Equal([Edit("c", "a.rs", "09:00:02", "own();"), Edit("p", "a.rs", "08:00:02", "new();")], By(Read(home.Path).Reading.Edits));
    }

    [Fact]
    public void A_sub_agents_edits_are_its_parents_and_its_relative_paths_are_made_whole()
    {
        using var home = new TemporaryHome();
        home.Write(Rollout, Meta);
        home.Write(
            ".codex/sessions/2026/05/04/rollout-b.jsonl",
            """{"timestamp":"2026-05-04T08:00:00Z","type":"session_meta","payload":{"id":"c","cwd":"/w/other","originator":"codex_cli_rs","source":{"subagent":{"thread_spawn":{"parent_thread_id":"p"}}}}}""",
            Call("c1", "a.rs", "new();"),
            Output("c1", "\"Exit code: 0\""));

        Assert.Equal([Edit("p", "/w/other/a.rs", "08:00:02", "new();")], By(Read(home.Path).Reading.Edits));
    }

    [Fact]
    public void A_path_relative_to_a_later_folder_of_the_thread_is_made_whole()
    {
        using var home = new TemporaryHome();
        home.Write(Rollout, Meta, """{"timestamp":"2026-05-04T08:00:00Z","type":"turn_context","payload":{"cwd":"/w/else","model":"m"}}""", Call("c1", "a.rs", "new();"), Output("c1", "\"Exit code: 0\""));

        Assert.Equal([Edit("p", "/w/else/a.rs", "08:00:02", "new();")], By(Read(home.Path).Reading.Edits));
    }

    [Theory]
    [InlineData("""{"type":"patch_apply_end","call_id":"c1","success":true,"changes":{"/w/app/a.rs":{}}}""", "a.rs", "new();")]
    [InlineData("""{"type":"patch_apply_end","call_id":"c1","success":true,"changes":{"/w/app/a.rs":{"update":{"unified_diff":"@@ -1 +1 @@\n-a\n+b();\n"}}}}""", "/w/app/a.rs", "b();")]
    [InlineData("""{"type":"patch_apply_end","call_id":"c1","success":true,"changes":{"/w/app/a.rs":{"add":{"content":"c();\n"}}}}""", "/w/app/a.rs", "c();")]
    [InlineData("""{"type":"patch_apply_end","call_id":"c1","success":true,"changes":{"/w/app/a.rs":{"type":"update","unified_diff":"@@\n+d();\n","move_path":"/w/app/b.rs"}}}""", "/w/app/b.rs", "d();")]
    [InlineData("""{"type":"patch_apply_end","call_id":"c1","success":true,"changes":{"/w/app/a.rs":{"type":"delete","content":"gone();\n"}}}""", "/w/app/a.rs")]
    public void An_event_tells_what_came_of_a_patch_and_the_output_behind_it_tells_nothing_more(string end, string path, params string[] lines)
    {
        using var home = new TemporaryHome();
        home.Write(Rollout, Meta, Call("c1", "a.rs", "new();"), $$"""{"timestamp":"2026-05-04T08:00:01Z","type":"event_msg","payload":{{end}}}""", Output("c1", "\"Exit code: 0\""));

        Assert.Equal([Edit("p", path, "08:00:01", lines)], By(Read(home.Path).Reading.Edits));
    }

    [Theory]
    [InlineData("""{"type":"patch_apply_end","call_id":"c1","success":false,"changes":{"/w/app/a.rs":{"type":"add","content":"x();"}}}""")]
    [InlineData("""{"type":"item_completed","item":{"type":"FileChange","id":"c1","status":"declined","changes":{"/w/app/a.rs":{"type":"add","content":"x();"}}}}""")]
    public void An_event_of_a_failed_patch_leaves_nothing(string end)
    {
        using var home = new TemporaryHome();
        home.Write(Rollout, Meta, Call("c1", "a.rs", "new();"), $$"""{"timestamp":"2026-05-04T08:00:01Z","type":"event_msg","payload":{{end}}}""");

        var reading = Read(home.Path).Reading;
        Assert.Empty(reading.Edits);
        Assert.Empty(reading.Sessions);
    }

    [Fact]
    public void A_local_shell_call_can_carry_a_patch()
    {
        using var home = new TemporaryHome();
        home.Write(
            Rollout,
            Meta,
            """{"timestamp":"2026-05-04T08:00:01Z","type":"response_item","payload":{"type":"local_shell_call","call_id":"c1","status":"completed","action":{"type":"exec","command":["apply_patch","*** Begin Patch\n*** Add File: a.rs\n+new();\n*** End Patch"],"working_directory":"sub"}}}""",
            """{"timestamp":"2026-05-04T08:00:02Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c1","output":"Exit code: 0"}}""");

        Assert.Equal([Edit("p", "/w/app/sub/a.rs", "08:00:02", "new();")], By(Read(home.Path).Reading.Edits));
    }

    [Fact]
    public void Arguments_that_are_no_JSON_are_passed_over()
    {
        using var home = new TemporaryHome();
        home.Write(Rollout, Meta, """{"timestamp":"2026-05-04T08:00:01Z","type":"response_item","payload":{"type":"function_call","name":"shell","call_id":"c1","arguments":"{\"command\":[\"*** Begin Patch"}}""");

        var (reading, report) = Read(home.Path);
        Assert.Empty(reading.Edits);
        Assert.Empty(report.Skipped);
    }

    private static string Meta => """{"timestamp":"2026-05-04T08:00:00Z","type":"session_meta","payload":{"id":"p","cwd":"/w/app","originator":"codex_cli_rs","source":"cli"}}""";

    private static string Call(string id, string path, string line) =>
        $$$"""{"timestamp":"2026-05-04T08:00:01Z","type":"response_item","payload":{"type":"custom_tool_call","name":"apply_patch","call_id":"{{{id}}}","input":"*** Begin Patch\n*** Update File: {{{path}}}\n@@\n-old();\n+{{{line}}}\n*** End Patch"}}""";

    private static string Output(string id, string output) =>
        $$$"""{"timestamp":"2026-05-04T08:00:02Z","type":"response_item","payload":{"type":"custom_tool_call_output","call_id":"{{{id}}}","output":{{{output}}}}}""";

    private static string Later(string line) => line.Replace("T08:", "T09:", StringComparison.Ordinal);
}
