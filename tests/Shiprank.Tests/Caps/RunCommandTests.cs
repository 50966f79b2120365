using System.Globalization;
using System.Text;
using Shiprank.Cli;
using Shiprank.Cli.Commands.Run;
using Shiprank.Core.Caps;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Caps;

/// <summary>What is started under a cap, and that nothing of it is left. A minute of these tests is a second.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly CliRun run = new() { Clock = new QuickClock(), Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } };

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(130)]
    public void The_commands_exit_code_is_ours(int code)
    {
        Assert.Equal((ExitCode)code, run.Run("run", "--", "sh", "-c", $"exit {code}"));
        Assert.Contains($"ended with exit code {code}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_it_says_what_is_kept()
    {
        run.Run("run", "--max-minutes", "5", "--max-usd", "1", "--", "true");
        Assert.Contains("no server and no organisation file, so no ticket is looked up and no cost is counted; kept are minutes.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_named_and_not_there_starts_nothing()
    {
        var mark = Path.Combine(run.Folder, "started");
        Assert.Equal(ExitCode.Network, run.Run("run", "--server", "http://127.0.0.1:1", "--job", "nightly", "--", "touch", mark));
        Assert.Contains("nothing was started", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public void A_program_that_is_not_there_is_told() => Assert.Equal(ExitCode.NotFound, run.Run("run", "--", "no-such-agent-here"));

    [Theory]
    [InlineData("--max-usd", "0")]
    [InlineData("--max-steps", "-1")]
    [InlineData("--max-minutes", "0")]
    public void A_cap_has_to_be_above_nothing(string option, string value) => Assert.Equal(ExitCode.Usage, run.Run("run", option, value, "--", "true"));

    [Fact]
    public void At_its_minutes_all_of_it_ends_with_exit_code_10()
    {
        if (OperatingSystem.IsWindows()) return;

        // One that hides in a session of its own, one whose parent ended, one that will not hear, and the loop itself.
        var pids = Path.Combine(run.Folder, "pids");
        var script = run.Write("loop.sh", $$"""
            echo $$ >> {{pids}}
            setsid sh -c 'echo $$ >> {{pids}}; sleep 301' &
            (sh -c 'echo $$ >> {{pids}}; sleep 302' &)
            setsid sh -c 'trap "" TERM; echo $$ >> {{pids}}; while true; do sleep 1; done' &
            while true; do sleep 0.1; done
            """);
        Assert.Equal(ExitCode.LimitReached, run.Run("run", "--max-minutes", "2", "--", "sh", script));
        Assert.Contains("stopped at --max-minutes (2 of 2 minutes passed)", run.Error, StringComparison.Ordinal);
        var ids = File.ReadAllLines(pids).Select(l => int.Parse(l, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(4, ids.Count);
        var living = ProcessTable.Read().Select(p => p.Id).ToHashSet();
        Assert.DoesNotContain(ids, living.Contains);
    }

    [Fact]
    public void What_a_command_leaves_behind_goes_with_it()
    {
        if (!OperatingSystem.IsLinux()) return;
        var pid = Path.Combine(run.Folder, "pid");
        Assert.Equal(ExitCode.Ok, run.Run("run", "--", "sh", "-c", $"setsid sh -c 'echo $$ > {pid}; sleep 303' & while [ ! -s {pid} ]; do sleep 0.01; done"));
        Assert.DoesNotContain(ProcessTable.Read(), p => p.Id == int.Parse(File.ReadAllText(pid), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_summary_is_a_document_too()
    {
        run.Run("run", "--json", "--summary", "sum.json", "--max-minutes", "1", "--", "sleep", "304");
        Assert.Equal(("--max-minutes", true, false), (run.Document.GetProperty("rule").GetString(), run.Document.GetProperty("stopped").GetBoolean(), run.Document.GetProperty("counted").GetBoolean()));
        Assert.Equal(run.Out, File.ReadAllText(Path.Combine(run.Folder, "sum.json")));
    }

    [Fact]
    public void Steps_that_hooks_saw_are_kept_without_a_server()
    {
        if (OperatingSystem.IsWindows()) return;

        // What hooks of the client would write, a line a call.
        var line = Encoding.UTF8.GetString(CapEventJson.Line(new() { Id = "ID", Kind = CapEventKind.Step, Place = CapPlace.Hook, At = GivenToken.Now, Run = "RUN", Step = "Bash" }));
        var script = run.Write("loop.sh", $$"""
            mkdir -p "$SHIPRANK_DATA/hooks"
            n=0
            while true; do n=$((n+1)); printf '%s\n' '{{line}}' | sed "s/RUN/$SHIPRANK_RUN/; s/ID/$n/" >> "$SHIPRANK_DATA/hooks/events.jsonl"; sleep 0.05; done
            """);
        Assert.Equal(ExitCode.LimitReached, run.Run("run", "--max-steps", "5", "--max-minutes", "60", "--json", "--", "sh", script));
        Assert.Equal("--max-steps", run.Document.GetProperty("rule").GetString());
        Assert.True(run.Document.GetProperty("steps").GetInt64() > 5);
    }

    public void Dispose() => run.Dispose();
}
