using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("usgae", "did you mean usage?")]
    [InlineData("usage --sinse 2026-01-01", "did you mean --since?")]
    [InlineData("usage --by fortnight", "none of day, week, month")]
    [InlineData("usage --since yesterday", "is no day")]
    [InlineData("usage --tz Mars/Olympus", "is no known time zone")]
    [InlineData("usage --as-of noon", "is no time")]
    [InlineData("prices --at soon", "is no day or time")]
    [InlineData("usage --since 2026-02-01 --until 2026-01-01", "--since is later than --until")]
    public void A_line_that_cannot_be_read_ends_with_2_and_says_why(string line, string reason)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Usage, cli.Run(line.Split(' ')));
        Assert.Equal("", cli.Out);
        Assert.Contains(reason, cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("usage --help")]
    [InlineData("--version")]
    public void Help_and_version_go_to_stdout(string line)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Ok, cli.Run(line.Split(' ')));
        Assert.NotEqual("", cli.Out);
        Assert.Equal("", cli.Error);
    }

    [Fact]
    public void Under_json_an_error_is_a_document_on_stderr()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.NotFound, cli.Run("--json", "usage", "--home", "nowhere"));
        Assert.Equal("", cli.Out);
        var error = JsonDocument.Parse(cli.Error).RootElement.GetProperty("error");
        Assert.Equal(3, error.GetProperty("code").GetInt32());
        Assert.Contains("nowhere: no such directory", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Global_options_may_stand_before_or_behind_the_command()
    {
        using var cli = new CliRun();
        cli.Run("--json", "--tz", "Europe/Berlin", "usage");
        var before = cli.Out;
        cli.Run("usage", "--tz", "Europe/Berlin", "--json");
        Assert.Equal(before, cli.Out);
    }

    [Fact]
    public void An_interrupted_command_ends_with_130()
    {
        using var cli = new CliRun { Cancellation = new CancellationToken(canceled: true) };
        cli.Write("home/.claude/projects/p/s.jsonl", CliRun.Claude("m1", "2026-09-24T10:00:00Z", "claude-sonnet-4-5", 1, 1));
        Assert.Equal(ExitCode.Interrupted, cli.Run("usage"));
        Assert.Equal("", cli.Out);
    }

    [Fact]
    public void A_bug_is_one_sentence_and_its_trace_on_stderr()
    {
        using var cli = new CliRun { Clock = new BrokenClock() };
        Assert.Equal(ExitCode.Failure, cli.Run());
        Assert.Equal("", cli.Out);
        Assert.StartsWith("error: a bug in shiprank", cli.Error, StringComparison.Ordinal);
        Assert.Contains("please report it", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "h/.local/share/shiprank")]
    [InlineData("XDG_DATA_HOME=/x", "/x/shiprank")]
    [InlineData("XDG_DATA_HOME=/x SHIPRANK_DATA=~/d", "h/d")]
    public void The_data_folder_follows_its_variable_then_the_system(string variables, string expected)
    {
        var environment = new CliEnvironment
        {
            WorkingDirectory = "/w",
            Home = "h",
            Variables = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]),
        };
        Assert.Equal(expected, environment.DataFolder.Replace('\\', '/'));
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("the clock stands still");
    }
}
