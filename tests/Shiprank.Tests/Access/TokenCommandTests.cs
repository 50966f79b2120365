using Shiprank.Cli;
using Shiprank.Core.Access;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Access;

public sealed class TokenCommandTests : IDisposable
{
    private readonly CliRun run = new();

    public TokenCommandTests() => run.Write("shiprank.yaml", "people: [{ id: ada }, { id: gus, active: false }]\n");

    public void Dispose() => run.Dispose();

    [Fact]
    public void A_token_is_printed_once_listed_and_revoked()
    {
        Assert.Equal(ExitCode.Ok, run.Run("token", "new", "ingest", "read", "--name", "CI of shop", "--person", "ada"));
        var text = run.Out.Trim();
        Assert.StartsWith("shp_", text, StringComparison.Ordinal);
        Assert.Equal(4 + TokenText.Length, text.Length);
        Assert.DoesNotContain(text, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("token", "list", "--json"));
        var kept = run.Document.GetProperty("tokens")[0];
        Assert.Equal((text[..10], "CI of shop", "2026-12-29T12:00:00Z"), (kept.GetProperty("id").GetString(), kept.GetProperty("name").GetString(), kept.GetProperty("expiresAt").GetString()));
        Assert.DoesNotContain(text, run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("token", "revoke", text[..10]));
        Assert.Equal(ExitCode.NotFound, run.Run("token", "revoke", text[..10]));
        Assert.Equal(ExitCode.Ok, run.Run("token", "list"));
        Assert.Contains("revoked 2026-09-30", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no scope 'everything'", "everything")]
    [InlineData("not from 1 to 365", "read", "--days", "366")]
    [InlineData("no person \"eve\"", "read", "--person", "eve")]
    [InlineData("no person \"gus\"", "read", "--person", "gus")]
    public void What_can_not_be_is_said(string said, params string[] words)
    {
        Assert.NotEqual(ExitCode.Ok, run.Run(["token", "new", .. words]));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void The_audit_log_is_shown_verified_and_exported()
    {
        run.Run("token", "new", "read");
        Assert.Equal(ExitCode.Ok, run.Run("audit"));
        Assert.Contains("token.made", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("audit", "--export", "log.jsonl"));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(run.Folder, "log.jsonl")).Length);
        Assert.Equal(ExitCode.Failure, run.Run("audit", "--export", "log.jsonl"));
        Assert.Equal(ExitCode.Ok, run.Run("audit", "--verify"));
        Assert.StartsWith("3 entries", run.Out, StringComparison.Ordinal);
    }
}
