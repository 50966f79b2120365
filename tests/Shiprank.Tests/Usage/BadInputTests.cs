using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;

namespace Shiprank.Tests.Usage;

public sealed class BadInputTests
{
    private const string Transcript = ".claude/projects/-w-app/s-1.jsonl";
    private static readonly string Good = Line("m1");

    [Fact]
    public void A_torn_last_line_waits_and_a_torn_line_in_the_middle_is_reported()
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, $"{Good}\n{Line("m2")[..60]}\n{Line("m3")}\n{Line("m4")[..^3]}");

        var (reading, report) = home.Read();
        Assert.Equal(["m1", "m3"], reading.Rows.Select(r => r.Key));
        Assert.Equal([new SkippedInput(path, 2, "truncated")], report.Skipped);
    }

    [Fact]
    public void A_last_line_without_its_line_end_counts_when_it_is_whole()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Good);

        Assert.Single(home.Read().Reading.Rows);
    }

    [Fact]
    public void A_byte_order_mark_CRLF_and_blank_lines_are_no_content()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, $"\uFEFF{Good}\r\n\r\n  \n{Line("m2")}\r\n");
        home.Write(".claude/projects/-w-app/empty.jsonl", "");
        home.Write(".claude/projects/-w-app/mark.jsonl", "\uFEFF");

        var (reading, report) = home.Read();
        Assert.Equal(2, reading.Rows.Count);
        Assert.Empty(report.Skipped);
        Assert.Equal((3, 4L), (report.Files, report.LinesRead));
    }

    [Fact]
    public void A_line_of_five_megabytes_is_a_line_like_any_other()
    {
        using var home = new TemporaryHome();
        var huge = new string('x', 5 << 20);
        home.Write(Transcript, Line("m1", content: huge), $$$$$$"""{"type":"user","message":{"content":"{{{{{{huge}}}}}}"}}""", Line("m2"));

        var (reading, report) = home.Read();
        Assert.Equal(["m1", "m2"], reading.Rows.Select(r => r.Key));
        Assert.Empty(report.Skipped);
    }

    [Fact]
    public void A_line_that_is_not_UTF_8_is_reported()
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, "");
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes(Line("m1", content: "caf")[..^1]), 0xC3, .. "}\n"u8, .. Encoding.UTF8.GetBytes(Line("m2")), (byte)'\n']);

        var (reading, report) = home.Read();
        Assert.Equal(["m2"], reading.Rows.Select(r => r.Key));
        Assert.Equal([new SkippedInput(path, 1, "not valid UTF-8")], report.Skipped);
    }

    [Fact]
    public void A_text_that_escapes_half_a_character_refuses_its_line_or_file()
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, Line("m1").Replace("\"/w/app\"", "\"\\ud800\"", StringComparison.Ordinal), $"{{\"\\udc00\":1,{Line("m2")[1..]}", Line("m3"));
        var session = home.Write(".kiro/sessions/cli/k.json", """{"session_id":"\ud83d","session_state":{"conversation_metadata":{"user_turn_metadatas":[{"metering_usage":[{"value":1,"unit":"credit"}]}]}}}""");

        var (reading, report) = home.Read();
        Assert.Equal(["m3"], reading.Rows.Select(r => r.Key));
        const string Reason = "a text with half of a surrogate pair";
        Assert.Equal([new SkippedInput(path, 1, Reason), new SkippedInput(path, 2, Reason), new SkippedInput(session, 0, Reason)], report.Skipped);
    }

    [Theory]
    [InlineData("\"input_tokens\":-1", "negative number: input_tokens")]
    [InlineData("\"input_tokens\":100000000001", "number too large: input_tokens")]
    [InlineData("\"input_tokens\":1e300", "number too large: input_tokens")]
    [InlineData("\"input_tokens\":1.5", "not a whole number: input_tokens")]
    [InlineData("\"input_tokens\":\"12\"", "wrong type: input_tokens")]
    [InlineData("\"input_tokens\":{\"a\":1}", "wrong type: input_tokens")]
    [InlineData("\"cache_creation\":7", "wrong type: cache_creation")]
    public void A_count_that_makes_no_sense_refuses_its_line(string field, string reason)
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, Good.Replace("\"input_tokens\":1", field), Line("m2"));

        var (reading, report) = home.Read();
        Assert.Equal(["m2"], reading.Rows.Select(r => r.Key));
        Assert.Equal([new SkippedInput(path, 1, reason)], report.Skipped);
    }

    [Theory]
    [InlineData("\"2019-12-31T23:59:59Z\"", "timestamp before 2020")]
    [InlineData("\"2026-12-03T00:00:01Z\"", "timestamp in the future")]
    [InlineData("\"yesterday\"", "timestamp can't be read")]
    [InlineData("\"2026-02-30T00:00:00Z\"", "timestamp can't be read")]
    [InlineData("null", "no timestamp")]
    [InlineData("[1]", "wrong type: timestamp")]
    [InlineData("-5", "timestamp can't be read")]
    public void A_time_that_no_working_clock_showed_refuses_its_line(string time, string reason)
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, Good.Replace("\"2026-04-01T00:00:00.000Z\"", time), Line("m2"));

        var (reading, report) = home.Read();
        Assert.Equal(["m2"], reading.Rows.Select(r => r.Key));
        Assert.Equal([new SkippedInput(path, 1, reason)], report.Skipped);
    }

    [Theory]
    [InlineData("\"sessionId\":\"s-1\"", "\"sessionId\":5", "wrong type: sessionId")]
    [InlineData("\"id\":\"m1\"", "\"id\":[]", "wrong type: message.id")]
    [InlineData("\"model\":\"claude-opus-4-6\"", "\"model\":{}", "wrong type: message.model")]
    [InlineData("\"cwd\":\"/w/app\"", "\"cwd\":true", "wrong type: cwd")]
    [InlineData("\"isSidechain\":false", "\"isSidechain\":\"no\"", "wrong type: isSidechain")]
    [InlineData("\"content\":\"\"", "\"content\":\"\",}", "not valid JSON")]
    public void A_wrong_type_in_a_field_that_counts_refuses_its_line(string field, string bad, string reason)
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, Good.Replace(field, bad), Line("m2"));

        var (reading, report) = home.Read();
        Assert.Equal(["m2"], reading.Rows.Select(r => r.Key));
        Assert.Equal([new SkippedInput(path, 1, reason)], report.Skipped);
    }

    [Fact]
    public void A_loop_of_links_ends_and_a_linked_file_counts_once()
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, Good);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateSymbolicLink(Path.Join(folder, "again"), Path.Join(home.Path, ".claude"));
        Directory.CreateSymbolicLink(Path.Join(folder, "self"), Path.Join(folder, "self"));
        File.CreateSymbolicLink(Path.Join(folder, "copy.jsonl"), path);
        File.CreateSymbolicLink(Path.Join(folder, "gone.jsonl"), Path.Join(folder, "missing"));

        var (reading, report) = home.Read();
        Assert.Single(reading.Rows);
        Assert.Equal(1, report.Files);
        Assert.Equal([Path.Join(folder, "gone.jsonl")], report.Skipped.Select(s => s.File));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_and_a_file_that_may_not_be_read_are_reported_and_the_rest_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "needs a user whom file modes bind");
        using var home = new TemporaryHome();
        home.Write(Transcript, Good);
        var file = home.Write(".claude/projects/-w-app/closed.jsonl", Line("m2"));
        var folder = Path.GetDirectoryName(home.Write(".claude/projects/-w-closed/s.jsonl", Line("m3")))!;
        File.SetUnixFileMode(file, UnixFileMode.None);
        File.SetUnixFileMode(folder, UnixFileMode.None);

        var (reading, report) = home.Read();
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Single(reading.Rows);
        Assert.Equal([folder, file], report.Skipped.Select(s => s.File));
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_gives_whole_lines_only()
    {
        using var home = new TemporaryHome();
        var path = home.Write(Transcript, "");
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 300; i++) File.AppendAllText(path, Line($"g{i:000}") + "\n");
        });
        for (var i = 0; i < 20; i++)
        {
            var (part, partly) = home.Read();
            Assert.Equal(part.Rows.Select((_, n) => $"g{n:000}"), part.Rows.Select(r => r.Key));
            Assert.Empty(partly.Skipped);
        }

        await writer;
        Assert.Equal(300, home.Read().Reading.Rows.Count);
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var home = new TemporaryHome();
        home.Write(Transcript, Good);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => HomeReader.Read(new(home.Path, new Dictionary<string, string>(), false, StoppedClock.Default), new IngestReport(), cancel.Token));
    }

    [Fact]
    public void A_home_that_is_not_there_is_empty()
    {
        var (reading, report) = Homes.Read(Path.Join(Path.GetTempPath(), "shiprank-no-such-home"));

        Assert.Empty(reading.Rows);
        Assert.Equal(0, report.Files);
    }

    private static string Line(string id, string content = "") =>
        $$$$$$"""{"type":"assistant","timestamp":"2026-04-01T00:00:00.000Z","sessionId":"s-1","cwd":"/w/app","isSidechain":false,"message":{"id":"{{{{{{id}}}}}}","model":"claude-opus-4-6","content":"{{{{{{content}}}}}}","usage":{"input_tokens":1,"output_tokens":2}}}""";
}
