using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Caps;

/// <summary>How clients are told to go through the gateway.</summary>
public sealed class ConnectGatewayTests : IDisposable
{
    private readonly CliRun run = new();

    [Fact]
    public void Claude_code_is_written_with_the_key_helper_and_its_file_stays_otherwise()
    {
        var file = run.Write("home/.claude/settings.json", """{"theme":"dark","env":{"A":"b"}}""");
        Assert.Equal(ExitCode.Ok, run.Run("connect", "claude-code", "--gateway", "https://shiprank.example.com/", "--write"));
        var root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Assert.Equal(("shiprank ticket token", "https://shiprank.example.com/gateway/anthropic", "b", "dark"), (root.GetProperty("apiKeyHelper").GetString(), root.GetProperty("env").GetProperty("ANTHROPIC_BASE_URL").GetString(), root.GetProperty("env").GetProperty("A").GetString(), root.GetProperty("theme").GetString()));
    }

    [Theory]
    [InlineData("codex", "auth = { command = \"shiprank\", args = [\"ticket\", \"token\"], refresh_interval_ms = 300000 }")]
    [InlineData("codex", "base_url = \"https://shiprank.example.com/gateway/openai/v1\"")]
    [InlineData("gemini-cli", "export GOOGLE_GEMINI_BASE_URL='https://shiprank.example.com/gateway/gemini'")]
    [InlineData("gemini-cli", "gemini() { GEMINI_API_KEY=\"$(shiprank ticket token)\" command gemini \"$@\"; }")]
    [InlineData("copilot", "export COPILOT_PROVIDER_API_KEY_COMMAND='shiprank ticket token'")]
    [InlineData("qwen-code", "export OPENAI_BASE_URL='https://shiprank.example.com/gateway/openai/v1'")]
    public void The_others_are_told_what_to_say(string client, string line)
    {
        Assert.Equal(ExitCode.Ok, run.Run("connect", client, "--gateway", "https://shiprank.example.com"));
        Assert.Contains(line, run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_of_another_name_is_taken_as_it_is_given()
    {
        run.Run("connect", "copilot", "--gateway", "https://shiprank.example.com/gateway/eu");
        Assert.Contains("'https://shiprank.example.com/gateway/eu/v1'", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kiro", "https://shiprank.example.com")]
    [InlineData("codex", "shiprank.example.com")]
    [InlineData("codex", "https://x/\"; evil")]
    public void What_can_not_be_is_refused(string client, string address) => Assert.NotEqual(ExitCode.Ok, run.Run("connect", client, "--gateway", address));

    public void Dispose() => run.Dispose();
}
