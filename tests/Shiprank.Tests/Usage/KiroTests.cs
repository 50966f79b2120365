using Shiprank.Core.Usage;

namespace Shiprank.Tests.Usage;

public sealed class KiroTests
{
    private const string Ide = ".config/Kiro/User/globalStorage/kiro.kiroagent/";

    [Fact]
    public void An_execution_of_the_older_IDE_is_a_turn_of_its_workspace()
    {
        using var home = new TemporaryHome();
        home.Write(Ide + "0123456789abcdef0123456789abcdef/414d/exec1", """{"executionId":"exec-1","chatSessionId":"chat-1","status":"succeed","startTime":1784534400000,"endTime":1784534460000,"model":{"id":"claude-sonnet-4.5"},"usageSummary":[{"usage":0.5,"unit":"credit"},{"usage":0.25,"unit":"credit"},{"usage":9,"unit":"request"}]}""");
        home.Write(Ide + "0123456789abcdef0123456789abcdef/old.chat", """{"executionId":"exec-0","chat":[]}""");
        home.Write(Ide + "workspace-sessions/L3cvYXBw/chat-1.json", """{"history":[]}""");

        var row = Assert.Single(home.Read().Reading.Rows);
        Assert.Equal(("kiro", "exec-1", "chat-1", "/w/app", "claude-sonnet-4.5", 0.75m), (row.Tool, row.Key, row.Session, row.Project, row.Model, row.Credits));
        Assert.Equal(0, row.Tokens.Total);
    }

    [Fact]
    public void A_turn_that_migration_left_in_several_stores_counts_once()
    {
        using var home = new TemporaryHome();
        home.Write(".kiro/sessions/cli/conv-1.json", """{"session_id":"conv-1","cwd":"/w/app","session_state":{"conversation_metadata":{"user_turn_metadatas":[{"end_timestamp":"2026-07-20T08:00:30Z","metering_usage":[{"value":0.5,"unit":"credit"}]}]}}}""");
        home.Write(
            ".kiro/sessions/9f8e/sess_conv-1/messages.jsonl",
            """{"timestamp":"2026-07-20T08:00:06Z","payload":{"type":"usage_summary","executionId":"ex1","promptTurnSummaries":[{"unit":"credit","usage":0.5}]}}""",
            """{"timestamp":"2026-07-20T09:00:06Z","payload":{"type":"usage_summary","executionId":"ex2","promptTurnSummaries":[{"unit":"credit","usage":1.25}]}}""");

        var rows = home.Read().Reading.Rows;
        Assert.Equal(1.75m, rows.Sum(r => r.Credits));
        Assert.Equal(["conv-1#0", "ex2"], rows.Select(r => r.Key));
    }

    [Fact]
    public void Generated_token_counts_have_no_model_no_session_and_no_credits()
    {
        using var home = new TemporaryHome();
        home.Write(Ide + "dev_data/tokens_generated.jsonl", """{"model":"agent","provider":"kiro","promptTokens":1200,"generatedTokens":300,"timestamp":"2026-04-20 10:00:00"}""");

        var row = Assert.Single(home.Read().Reading.Rows);
        Assert.Equal(new TokenCounts(1200, 0, 0, 0, 300), row.Tokens);
        Assert.Equal(("", "", (decimal?)null), (row.Model, row.Session, row.Credits));
    }

    [Fact]
    public void Sessions_do_not_tell_what_they_edited()
    {
        var (reading, _) = Homes.Read(Homes.Fixture("usage", "kiro-ide-v2", "home"), withSessions: true);

        Assert.False(Assert.Single(reading.Sessions).EditsKnown);
    }

    [Fact]
    public void A_configured_folder_replaces_the_default()
    {
        var moved = Homes.Fixture("usage", "kiro-cli-json", "home", ".kiro");

        Assert.Equal(0.19m, Homes.Read(Homes.Fixture("usage", "kiro-ide-v2", "home"), false, ("KIRO_HOME", moved)).Reading.Rows.Sum(r => r.Credits));
    }
}
