using Shiprank.Tests.Usage;
using static Shiprank.Tests.Edits.Written;

namespace Shiprank.Tests.Edits;

/// <summary>OpenClaw, Gemini CLI and OpenCode.</summary>
public sealed class OtherAgentEditTests
{
    private const string Gemini = "22222222-2222-4222-8222-222222222222";

    [Fact]
    public void OpenClaws_calls_count_when_their_result_is_no_error()
    {
        var reading = Fixture("openclaw");

        Assert.Equal(
            [
                Edit("abc", "src/cart.ts", "07:00:02", "let a = 2;", "const b = 3;"),
                Edit("abc", "/w/shop/src/made.ts", "07:01:02", "export {};", "const made = 1;"),
                Edit("abc", "src/patched.ts", "07:03:02", "patched();"),
            ],
            By(reading.Edits));

        // The failed edit is none; the last call's result is not there yet.
        Assert.Equal(["/w/shop/src/made.ts", "src/cart.ts", "src/patched.ts", "src/unanswered.ts"], Assert.Single(reading.Sessions).EditedFiles);
    }

    [Fact]
    public void Gemini_CLIs_finished_calls_count_with_the_diff_that_they_show()
    {
        var reading = Fixture("gemini");

        Assert.Equal(
            [
                Edit(Gemini, "/w/shop/cart.go", "06:00:12", "var total = sum()", "++ plus signs"),
                Edit(Gemini, "/w/shop/made.go", "06:01:12", "package made"),
                Edit(Gemini, "/w/shop/cart.go", "06:03:11", "helped()"),
                Edit("33333333-3333-4333-8333-333333333333", "/w/older/src/a.go", "06:01:01", "old_form()"),
            ],
            By(reading.Edits));
        Assert.Empty(reading.Rows);
        Assert.Equal(
            [("gemini-cli", Gemini, "/w/shop", "06:00:00", "06:03:11", 3, true), ("gemini-cli", "33333333-3333-4333-8333-333333333333", "/w/older", "06:00:00", "06:01:01", 1, true)],
            reading.Sessions.Select(s => (s.Tool, s.Session, s.Project, s.StartedAt.ToString("HH:mm:ss", null), s.EndedAt.ToString("HH:mm:ss", null), s.Edits, s.EditsKnown)));
    }

    [Fact]
    public void Gemini_CLIs_home_can_be_moved()
    {
        var report = new Core.Usage.IngestReport();
        var environment = new Dictionary<string, string> { ["GEMINI_CLI_HOME"] = Fixtures.Of("edits", "gemini", "home") };
        using var home = new TemporaryHome();

        var reading = Sources.Homes.HomeReader.Read(new(home.Path, environment, WithSessions: true, StoppedClock.Default, Hasher), report, TestContext.Current.CancellationToken);
        Assert.Equal(4, reading.Edits.Count);
    }

    [Fact]
    public void OpenCodes_finished_calls_count_once_over_all_of_its_stores()
    {
        var reading = Fixture("opencode");

        Assert.Equal(
            [
                Edit("ses_1", "/w/shop/cart.ts", "06:00:01", "let b = 1"),
                Edit("ses_1", "/w/shop/made.ts", "06:00:02", "made();"),
                Edit("ses_1", "/w/shop/p.ts", "06:00:04", "p();"),
                Edit("ses_1", "/w/shop/r.ts", "06:00:04", "r();"),
                Edit("ses_old", "/w/older/o.ts", "05:00:05", "older();"),
                Edit("ses_v2", "src/v2.ts", "06:00:12", "next();"),
            ],
            By(reading.Edits));
        Assert.Empty(reading.Rows);
        Assert.Equal([("ses_1", "/w/shop", 3), ("ses_old", "/w/older", 1), ("ses_v2", "/w/shop", 1)], reading.Sessions.Select(s => (s.Session, s.Project, s.Edits)));
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 6, 0, 6, TimeSpan.Zero), reading.Sessions[0].EndedAt);
    }

    [Theory]
    [InlineData("gemini")]
    [InlineData("opencode")]
    public void Whoever_asks_for_no_lines_does_not_have_these_stores_opened(string agent)
    {
        Assert.Equal(0, Usage.Homes.Read(Fixtures.Of("edits", agent, "home")).Report.Files);
        Assert.Equal(0, Usage.Homes.Read(Fixtures.Of("edits", agent, "home"), withSessions: true).Report.Files);
    }

    [Fact]
    public void A_damaged_chat_part_or_database_is_reported_and_the_rest_goes_on()
    {
        using var home = new TemporaryHome();
        var chat = home.Write(".gemini/tmp/x/chats/session-a.jsonl", """{"sessionId":"g","projectHash":"h"}""", """{"id":"m","type":"gemini","timestamp":"2026""", """{"id":"n","type":"gemini","timestamp":"2026-05-04T06:00:00Z","toolCalls":[{"id":"c","name":"write_file","args":{"file_path":"/a","content":"x = 1"},"status":"success"}]}""");
        var part = home.Write(".local/share/opencode/storage/part/m/p.json", """{"type":"tool","tool":"write","state":{""");
        var database = home.Write(".local/share/opencode/opencode.db", "no database");

        var (reading, report) = Read(home.Path);
        Assert.Equal([Edit("g", "/a", "06:00:00", "x = 1")], By(reading.Edits));
        Assert.Equal([chat, database, part], report.Skipped.Select(s => s.File).Order(StringComparer.Ordinal));
        Assert.Equal("truncated", report.Skipped.Single(s => s.File == chat).Reason);
    }
}
