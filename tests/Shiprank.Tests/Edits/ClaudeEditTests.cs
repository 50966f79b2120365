using Shiprank.Tests.Usage;
using static Shiprank.Tests.Edits.Written;

namespace Shiprank.Tests.Edits;

public sealed class ClaudeEditTests
{
    private const string Transcript = ".claude/projects/-w-app/s-1.jsonl";

    [Fact]
    public void Applied_edits_are_told_once_with_the_lines_that_they_wrote()
    {
        var reading = Fixture("claude-code");

        // toolu_1 and toolu_2 stand in the resumed session's transcript as well, toolu_3 was rejected, toolu_6 is a command, toolu_7 a sub-agent's.
        Assert.Equal(
            [
                Edit("s-1", "/w/shop/src/cart.py", "09:00:11", "    total = sum(prices)", "    \"structuredPatch\": [1]", "\tlast = größe(\"字\")"),
                Edit("s-1", "/w/shop/src/new.py", "09:01:01", "first = 1", "", "second = 2"),
                Edit("s-1", "/w/shop/src/over.py", "09:03:01", "changed = 2"),
                Edit("s-1", "/w/shop/look.ipynb", "09:04:01", "import numpy", "plot = 1"),
                Edit("s-1", "/w/shop/src/side.py", "09:06:01", "y = side"),
                Edit("s-2", "/w/shop/src/cart.py", "10:00:01", "resumed = True"),
            ],
            By(reading.Edits));
        Assert.All(reading.Edits, e => Assert.Equal("claude-code", e.Tool));
    }

    [Fact]
    public void A_rejected_edit_is_no_edit_of_its_session()
    {
        var trace = Fixture("claude-code").Sessions[0];

        Assert.Equal(("s-1", 5), (trace.Session, trace.Edits));
        Assert.DoesNotContain("/w/shop/src/rejected.py", trace.EditedFiles);
        Assert.Contains("/w/shop/src/side.py", trace.EditedFiles);
    }

    [Fact]
    public void Without_a_hasher_the_traces_are_the_same_and_no_line_is_told()
    {
        var with = Fixture("claude-code");
        var without = Usage.Homes.Read(Fixtures.Of("edits", "claude-code", "home"), withSessions: true).Reading;

        Assert.Empty(without.Edits);
        Assert.Equal(with.Sessions.Select(s => (s.Session, s.Edits, string.Join(' ', s.EditedFiles), s.EndedAt)), without.Sessions.Select(s => (s.Session, s.Edits, string.Join(' ', s.EditedFiles), s.EndedAt)));
    }

    [Theory]
    [InlineData("""{"file_path":"/w/app/a.cs","old_string":"same\nold","new_string":"same\nnew\nsame"}""", "Edit", "new", "same")]
    [InlineData("""{"file_path":"/w/app/a.cs","content":"one\n\ntwo\n"}""", "Write", "one", "", "two")]
    [InlineData("""{"file_path":"/w/app/a.cs","edits":[{"old_string":"a","new_string":"b"},{"old_string":"","new_string":"c\n"}]}""", "MultiEdit", "b", "c")]
    public void A_result_of_an_old_client_makes_the_input_stand_without_what_it_replaces(string input, string name, params string[] lines)
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Call("t1", name, input), Result("t1"));

        Assert.Equal([Edit("s-1", "/w/app/a.cs", "00:00:09", lines)], By(Read(home.Path).Reading.Edits));
    }

    [Fact]
    public void A_call_without_a_result_or_with_a_failed_one_wrote_nothing()
    {
        using var home = new TemporaryHome();
        const string Input = """{"file_path":"/w/app/a.cs","content":"x = 1"}""";
        home.Write(Transcript, Call("t1", "Write", Input), Call("t2", "Write", Input), Result("t2", "\"is_error\":true,"));

        var reading = Read(home.Path).Reading;
        Assert.Empty(reading.Edits);

        // The first may still have been carried out, so its file counts as one that the session edited.
        Assert.Equal(1, Assert.Single(reading.Sessions).Edits);
    }

    [Fact]
    public void An_edit_that_a_sub_agent_only_left_in_a_progress_line_counts_once()
    {
        using var home = new TemporaryHome();
        var nested = Patch("t1", "nested();").Replace("00:00:09", "00:00:08", StringComparison.Ordinal);
        var progress = $$$$"""{"type":"progress","sessionId":"s-1","timestamp":"2026-04-01T00:00:10Z","data":{"type":"agent_progress","message":{{{{nested}}}}}}""";
        home.Write(Transcript, progress, progress);

        Assert.Equal([Edit("s-1", "/w/app/a.cs", "00:00:08", "nested();")], By(Read(home.Path).Reading.Edits));
    }

    [Fact]
    public void Calls_of_one_id_that_write_different_things_are_different_calls()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Patch("call_0", "one();"), Patch("call_0", "two();"), Patch("call_0", "two();"));

        Assert.Equal(2, Read(home.Path).Reading.Edits.Count);
    }

    [Fact]
    public void A_truncated_result_is_reported_and_a_torn_last_one_waits()
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, $"{Patch("t1", "one();")[..^9]}\n{Patch("t2", "two();")}\n{Patch("t3", "three();")[..^9]}");

        var (reading, report) = Read(home.Path);
        Assert.Equal([Edit("s-1", "/w/app/a.cs", "00:00:09", "two();")], By(reading.Edits));
        Assert.Equal([(path, 2 - 1L, "truncated")], report.Skipped.Select(s => (s.File, s.Line, s.Reason)));
    }

    [Theory]
    [InlineData("\"timestamp\":\"2026-04-01T00:00:09Z\"", "\"timestamp\":\"2019-04-01T00:00:09Z\"", "timestamp before 2020")]
    [InlineData("\"timestamp\":\"2026-04-01T00:00:09Z\"", "\"time\":1", "no timestamp")]
    [InlineData("\"structuredPatch\":[", "\"structuredPatch\":7,\"x\":[", "wrong type: toolUseResult.structuredPatch")]
    public void A_result_that_makes_no_sense_is_reported(string sound, string broken, string reason)
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Patch("t1", "one();").Replace(sound, broken, StringComparison.Ordinal));

        var (reading, report) = Read(home.Path);
        Assert.Empty(reading.Edits);
        Assert.Equal(reason, Assert.Single(report.Skipped).Reason);
    }

    [Fact]
    public void A_result_of_25_megabytes_keeps_its_first_20_000_lines()
    {
        using var home = new TemporaryHome();
        var content = string.Concat(Enumerable.Range(0, 25_000).Select(i => $"line {i:00000} {new string('x', 1000)}\\n"));
        var create = Patch("t1", "").Replace("\"structuredPatch\"", $"\"type\":\"create\",\"content\":\"{content}\",\"structuredPatch\"", StringComparison.Ordinal);
        Assert.True(create.Length > 25_000_000);
        home.Write(Transcript, create, Patch("t2", "after();"));

        var (reading, report) = Read(home.Path);
        Assert.Empty(report.Skipped);
        Assert.Equal([1, 20_000], reading.Edits.Select(e => e.Lines.Count).Order());
        Assert.Equal(Lines($"line 19999 {new string('x', 1000)}")[0], reading.Edits.Single(e => e.Lines.Count > 1).Lines[^1]);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_what_reaches_the_file()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Patch("t1", "a = \\\"\\ud83d\\\" \\ud83d\\ude80"));

        Assert.Equal([Edit("s-1", "/w/app/a.cs", "00:00:09", "a = \"\uFFFD\" \U0001F680")], By(Read(home.Path).Reading.Edits));
    }

    [Fact]
    public void Signs_and_quotes_may_be_escaped()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Patch("t1", "a = \\u0022b\\u0022").Replace("\"+a", "\"\\u002Ba", StringComparison.Ordinal));

        Assert.Equal([Edit("s-1", "/w/app/a.cs", "00:00:09", "a = \"b\"")], By(Read(home.Path).Reading.Edits));
    }

    internal static string Patch(string id, string line, string session = "s-1", string at = "00:00:09") =>
        $$$"""{"type":"user","timestamp":"2026-04-01T{{{at}}}Z","sessionId":"{{{session}}}","cwd":"/w/app","message":{"role":"user","content":[{"tool_use_id":"{{{id}}}","type":"tool_result","content":"ok"}]},"toolUseResult":{"filePath":"/w/app/a.cs","structuredPatch":[{"oldStart":1,"oldLines":0,"newStart":1,"newLines":1,"lines":["+{{{line}}}"]}]}}""";

    private static string Call(string id, string name, string input) =>
        $$$$"""{"type":"assistant","timestamp":"2026-04-01T00:00:01Z","sessionId":"s-1","cwd":"/w/app","message":{"id":"m-{{{{id}}}}","model":"claude-opus-4-6","content":[{"type":"tool_use","id":"{{{{id}}}}","name":"{{{{name}}}}","input":{{{{input}}}}}],"usage":{"input_tokens":1,"output_tokens":1}}}""";

    private static string Result(string id, string error = "") =>
        $$$"""{"type":"user","timestamp":"2026-04-01T00:00:09Z","sessionId":"s-1","cwd":"/w/app","message":{"role":"user","content":[{"tool_use_id":"{{{id}}}","type":"tool_result",{{{error}}}"content":"ok"}]}}""";
}
