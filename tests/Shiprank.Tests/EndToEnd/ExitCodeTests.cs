using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>Exit codes that scripts rely on, and the stream that says why.</summary>
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("change")]
    [InlineData("board --level squad")]
    [InlineData("board --rank tokens")]
    [InlineData("score --window 0w")]
    [InlineData("score --window abc")]
    [InlineData("score --as-of noon")]
    [InlineData("score --since 2026-02-01 --until 2026-01-01")]
    [InlineData("board --since 2026-02-01 --until 2026-01-01")]
    [InlineData("sync --evens events.jsonl")]
    [InlineData("sync --events")]
    public void A_line_that_makes_no_sense_ends_with_2_and_touches_nothing(string line)
    {
        using var site = new Site();
        Assert.Equal(ExitCode.Usage, site.Ask(line));
        Assert.Equal("", site.Run.Out);
        Assert.StartsWith("error: ", site.Run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.At("data")));
        Assert.Equal(ExitCode.Usage, site.Ask($"--json {line}"));
        Assert.Equal(2, Code(site.Run.Error));
    }

    [Fact]
    public void What_is_not_there_ends_with_3()
    {
        using var site = new Site();
        site.SyncWhole();
        foreach (var line in new[] { "change 0123456789", "change #99", "change shop#99", "change abc", "prices no-such-model" })
        {
            Assert.Equal(ExitCode.NotFound, site.Ask(line));
            Assert.Equal("", site.Run.Out);
            Assert.Equal(ExitCode.NotFound, site.Ask($"{line} --json"));
            Assert.Equal(3, Code(site.Run.Error));
        }

        Assert.Equal(ExitCode.Ok, site.Ask($"change {site.Shas[1][..8]}"));
        Assert.Equal(ExitCode.Ok, site.Ask("change shop#1"));
    }

    [Fact]
    public void Several_faults_of_a_configuration_are_one_document_under_json()
    {
        using var site = new Site();
        site.Run.Write("shiprank.yaml", "organisaton: x\nrepos: []\n");
        Assert.Equal(ExitCode.Failure, site.Ask("score --json"));
        Assert.Equal(1, Code(site.Run.Error));
        Assert.Contains("shiprank.yaml:1", site.Run.Error, StringComparison.Ordinal);
        Assert.Contains("shiprank.yaml:2", site.Run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("score")]
    [InlineData("board")]
    [InlineData("change #1")]
    [InlineData("usage")]
    public void An_interrupted_command_ends_with_130_and_writes_no_half_document(string line)
    {
        using var site = new Site(new() { Cancellation = new(canceled: true) });
        Assert.Equal(ExitCode.Interrupted, site.Run.Run([.. line.Split(' '), .. line == "usage" ? new[] { "--home", site.At("homes/ada") } : ["--config", site.At("shiprank.yaml"), "--data", site.At("data")], "--json"]));
        Assert.Equal("", site.Run.Out);
        Assert.Equal(130, Code(site.Run.Error));
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_a_failure_and_no_bug()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using var site = new Site();
        foreach (var format in new[] { "", "--json" })
        {
            var error = new StringWriter();
            using var full = new StreamWriter("/dev/full");
            full.AutoFlush = false;
            var environment = new CliEnvironment { WorkingDirectory = site.Folder, Home = site.Run.Home, Variables = new Dictionary<string, string>() };
            Assert.Equal(1, CommandLine.Run(["prices", .. format.Split(' ', StringSplitOptions.RemoveEmptyEntries)], full, error, environment, TestContext.Current.CancellationToken));
            Assert.Contains("No space left", error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("a bug", error.ToString(), StringComparison.Ordinal);
            Assert.ThrowsAny<IOException>(full.Dispose);
        }
    }

    private static int Code(string error) => JsonDocument.Parse(error).RootElement.GetProperty("error").GetProperty("code").GetInt32();
}
