using Microsoft.Data.Sqlite;

namespace Shiprank.Tests.Usage;

public sealed class OpenClawTests
{
    private const string Sessions = ".openclaw/agents/main/sessions/";
    private const string Database = ".openclaw/agents/main/agent/openclaw-agent.sqlite";

    [Fact]
    public void An_event_in_both_stores_in_a_fork_and_in_an_archive_counts_once()
    {
        using var home = new TemporaryHome();
        home.Write(Sessions + "abc.jsonl", Message("m1", 100));
        home.Write(Sessions + "fork.jsonl", Message("m1", 100), Message("m2", 7));
        home.Write(Sessions + "abc.jsonl.reset.2026-08-31T00-00-00.000Z", Message("m1", 100));
        using (Open(home, Database, wal: false, ("abc", Message("m1", 100)))) { }

        Assert.Equal(109, home.Read().Reading.Rows.Sum().Total);
    }

    [Fact]
    public void A_database_in_use_shows_its_latest_rows_and_gets_no_file_beside_it()
    {
        using var home = new TemporaryHome();
        using var running = Open(home, Database, wal: true, ("abc", Message("m1", 100)));
        var before = Directory.GetFiles(Path.Join(home.Path, ".openclaw/agents/main/agent")).Order().ToArray();

        Assert.Equal("m1", Assert.Single(home.Read().Reading.Rows).Key.Split(':')[0]);
        Assert.Equal(before, Directory.GetFiles(Path.Join(home.Path, ".openclaw/agents/main/agent")).Order());
    }

    [Fact]
    public void An_incognito_store_is_never_opened()
    {
        using var home = new TemporaryHome();
        home.Write(".openclaw/agents/main/agent/incognito-openclaw-agent.sqlite", "this would be reported as damaged");

        var (reading, report) = home.Read();
        Assert.Empty(reading.Rows);
        Assert.Empty(report.Skipped);
        Assert.Equal(0, report.Files);
    }

    [Fact]
    public void A_damaged_database_is_reported_and_the_rest_goes_on()
    {
        using var home = new TemporaryHome();
        var damaged = home.Write(Database, new string('x', 5000));
        home.Write(Sessions + "abc.jsonl", Message("m1", 100));

        var (reading, report) = home.Read();
        Assert.Single(reading.Rows);
        var skipped = Assert.Single(report.Skipped);
        Assert.Equal((damaged, 0L), (skipped.File, skipped.Line));
        Assert.StartsWith("database can't be read", skipped.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1100)]
    [InlineData(false, 101)]
    public void A_turn_of_the_Codex_harness_counts_from_its_rollout_or_else_from_the_transcript(bool rollout, long total)
    {
        using var home = new TemporaryHome();
        home.Write(Sessions + "abc.jsonl", Message("codex-app-server:th-1:tu-1:assistant", 100));
        if (rollout)
        {
            home.Write(
                ".openclaw/agents/main/agent/codex-home/sessions/rollout-1.jsonl",
                """{"timestamp":"2026-08-30T10:00:00Z","type":"session_meta","payload":{"id":"th-1"}}""",
                """{"timestamp":"2026-08-30T10:00:01Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":1000,"output_tokens":100}}}}""");
        }

        var row = Assert.Single(home.Read().Reading.Rows);
        Assert.Equal(("openclaw", total), (row.Tool, row.Tokens.Total));
    }

    [Fact]
    public void A_packed_archive_is_named_not_passed_over()
    {
        using var home = new TemporaryHome();
        home.Write(Sessions + "old.jsonl.zst", "(packed)");

        Assert.Contains("compressed archive", Assert.Single(home.Read().Report.Skipped).Reason);
    }

    [Fact]
    public void A_scheduled_session_is_autonomous()
    {
        using var home = new TemporaryHome();
        home.Write(Sessions + "sessions.json", """{"agent:main:cron:nightly":{"sessionId":"abc"},"agent:main:telegram:1":{"sessionId":"def"}}""");
        home.Write(Sessions + "abc.jsonl", Message("m1", 100));
        home.Write(Sessions + "def.jsonl", Message("m2", 100));

        Assert.Equal([("abc", true), ("def", false)], home.Read().Reading.Rows.Select(r => (r.Session, r.Autonomous)));
    }

    private static string Message(string id, int input) =>
        $$$$$$"""{"type":"message","id":"{{{{{{id}}}}}}","timestamp":"2026-08-30T10:00:01.000Z","message":{"role":"assistant","api":"anthropic-messages","model":"claude-sonnet-4-6","content":[],"usage":{"input":{{{{{{input}}}}}},"output":1},"timestamp":1788084001000}}""";

    private static SqliteConnection Open(TemporaryHome home, string path, bool wal, params (string Session, string Event)[] events)
    {
        home.Read();
        var file = Path.Join(home.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Sources.Sqlite.SqliteSnapshot.Prepare();
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, $"pragma journal_mode = {(wal ? "wal" : "delete")}");
        Execute(connection, "create table transcript_events(session_id text not null, seq integer not null, event_json text not null, created_at integer not null, primary key(session_id, seq)) strict");
        for (var i = 0; i < events.Length; i++) Execute(connection, $"insert into transcript_events values('{events[i].Session}', {i}, '{events[i].Event}', 0)");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
