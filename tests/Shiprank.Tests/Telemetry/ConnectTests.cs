using System.Text.Json;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Telemetry;

/// <summary><c>shiprank connect</c>: a client's settings get what they need, and lose nothing.</summary>
public sealed class ConnectTests
{
    [Fact]
    public void A_settings_file_keeps_what_it_had_and_is_written_once()
    {
        using var run = new CliRun();
        var file = Path.Combine(run.Home, ".claude", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "{\"model\":\"opus\",\"env\":{\"FOO\":\"b<r\"},\"hooks\":{\"Stop\":[1]}}");
        File.WriteAllText(Path.Combine(run.Folder, "token"), "shp_abc\n");
        string[] command = ["connect", "claude-code", "--write", "--server", "https://shiprank.example.com/", "--token-file", "token", "--person", "ada@example.com"];

        Assert.Equal(0, (int)run.Run(command));
        var first = File.ReadAllText(file);
        Assert.Equal(0, (int)run.Run(command));

        Assert.Contains("says so already", run.Out, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(file));
        using var written = JsonDocument.Parse(first);
        var env = written.RootElement.GetProperty("env");
        Assert.Equal("b<r", env.GetProperty("FOO").GetString());
        Assert.Equal("opus", written.RootElement.GetProperty("model").GetString());
        Assert.Equal("https://shiprank.example.com", env.GetProperty("OTEL_EXPORTER_OTLP_ENDPOINT").GetString());
        Assert.Equal("Authorization=Bearer shp_abc", env.GetProperty("OTEL_EXPORTER_OTLP_HEADERS").GetString());
        Assert.Equal("shiprank.person=ada%40example.com", env.GetProperty("OTEL_RESOURCE_ATTRIBUTES").GetString());
    }

    [Fact]
    public void A_client_that_never_ran_gets_its_folder_and_file()
    {
        using var run = new CliRun();
        Assert.Equal(0, (int)run.Run("connect", "claude-code", "--write"));
        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Home, ".claude", "settings.json")));
        Assert.Equal("1", written.RootElement.GetProperty("env").GetProperty("CLAUDE_CODE_ENABLE_TELEMETRY").GetString());
    }

    [Fact]
    public void A_file_that_can_not_be_written_is_told_in_words()
    {
        using var run = new CliRun();
        File.WriteAllText(Path.Combine(run.Home, ".claude"), "a file where a folder has to be");
        Assert.Equal(1, (int)run.Run("connect", "claude-code", "--write"));
        Assert.DoesNotContain("IO_", run.Error, StringComparison.Ordinal);
        Assert.Contains("can't be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_says_otherwise_is_replaced_only_when_asked_for()
    {
        using var run = new CliRun();
        var file = Path.Combine(run.Home, ".gemini", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        const string before = "{\"telemetry\":{\"otlpEndpoint\":\"http://collector.example.com\"}}";
        File.WriteAllText(file, before);

        Assert.Equal(1, (int)run.Run("connect", "gemini-cli", "--write"));
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Contains("telemetry.otlpEndpoint", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (int)run.Run("connect", "gemini-cli", "--dry-run"));
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Equal(0, (int)run.Run("connect", "gemini-cli", "--write", "--replace"));
        Assert.Contains("http://127.0.0.1:7447", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_codex_table_of_its_own_is_appended_replaced_and_never_doubled()
    {
        using var run = new CliRun();
        var file = Path.Combine(run.Home, ".codex", "config.toml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "model = \"gpt-5.2\"\n\n[features]\nx = true");

        Assert.Equal(0, (int)run.Run("connect", "codex", "--write"));
        Assert.Equal(0, (int)run.Run("connect", "codex", "--write"));
        var once = File.ReadAllText(file);
        Assert.StartsWith("model = \"gpt-5.2\"\n\n[features]\nx = true\n", once, StringComparison.Ordinal);
        Assert.Single(once.Split('\n'), l => l == "[otel]");
        Assert.Equal(0, (int)run.Run("connect", "codex", "--write", "--replace", "--server", "https://shiprank.example.com"));
        Assert.Single(File.ReadAllText(file).Split('\n'), l => l == "[otel]");
        Assert.DoesNotContain("127.0.0.1", File.ReadAllText(file), StringComparison.Ordinal);

        File.WriteAllText(file, "[otel]\nenvironment = \"dev\"\n");
        Assert.Equal(1, (int)run.Run("connect", "codex", "--write"));
        Assert.Equal("[otel]\nenvironment = \"dev\"\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("opencode")]
    [InlineData("kiro")]
    public void A_client_that_is_not_counted_is_refused_with_what_to_do(string client)
    {
        using var run = new CliRun();
        Assert.Equal(4, (int)run.Run("connect", client));
        Assert.Contains("shiprank collect", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude-code")]
    [InlineData("codex")]
    [InlineData("gemini-cli")]
    [InlineData("qwen-code")]
    [InlineData("copilot")]
    [InlineData("openclaw")]
    public void Every_other_client_is_told_where_to_send(string client)
    {
        using var run = new CliRun();
        Assert.Equal(0, (int)run.Run("connect", client, "--server", "http://shiprank.example.com:7447"));
        Assert.Contains("http://shiprank.example.com:7447", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_with_comments_and_bad_addresses_are_refused_and_stay()
    {
        using var run = new CliRun();
        var file = Path.Combine(run.Home, ".openclaw", "openclaw.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "{ // mine\n}");
        Assert.Equal(1, (int)run.Run("connect", "openclaw", "--write"));
        Assert.Equal("{ // mine\n}", File.ReadAllText(file));
        Assert.Equal(2, (int)run.Run("connect", "claude-code", "--server", "ftp://x"));
        Assert.Equal(3, (int)run.Run("connect", "claude-code", "--token-file", "none"));
        Assert.Equal(2, (int)run.Run("connect", "copilot", "--write"));
        Assert.Equal(5, (int)run.Run("connect", "claude-code", "--check", "--server", "http://127.0.0.1:1"));
    }
}
