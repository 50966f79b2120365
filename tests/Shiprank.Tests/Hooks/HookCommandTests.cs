using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Caps;

namespace Shiprank.Tests.Hooks;

public sealed class HookCommandTests
{
    [Fact]
    public void An_autonomous_run_without_a_ticket_is_stopped_after_its_grace()
    {
        using var machine = Unattended();
        Assert.Equal(0, machine.Claude("UserPromptSubmit"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, machine.Claude("PreToolUse", $$"""{"command":"make step{{i}}"}"""));
            Assert.Equal("", machine.Out);
        }

        Assert.Equal(0, machine.Claude("PreToolUse", """{"command":"make more"}"""));

        Assert.StartsWith("{\"continue\":false,\"stopReason\":\"Shiprank stopped this run before the next call: it names no ticket", machine.Out, StringComparison.Ordinal);
        Assert.Contains("(3 of 3 calls made)", machine.Out, StringComparison.Ordinal);
        Assert.Contains("shiprank ticket start", machine.Out, StringComparison.Ordinal);
        Assert.Equal(2, machine.Claude("UserPromptSubmit"));
        Assert.Contains("it names no ticket", machine.Error, StringComparison.Ordinal);
        Assert.Equal([CapEventKind.Refused, CapEventKind.Refused], machine.Events().Select(e => e.Kind));
        Assert.All(machine.Events(), e => Assert.Equal((CapReason.NoTicket, CapCounter.Grace, CapPlace.Hook, "claude-code:s-1", "ada", "main", true), (e.Reason, e.Rule, e.Place, e.Run, e.Person, e.Branch, e.Autonomous)));
    }

    [Fact]
    public void An_autonomous_run_on_an_owned_ticket_goes_on()
    {
        using var machine = Unattended(HookMachine.OwnedBranch);
        for (var i = 0; i < 30; i++)
        {
            machine.Claude("PreToolUse", $$"""{"command":"cat src/f{{i}}.cs"}""", $"t{i}");
            Assert.Equal("", machine.Out);
            machine.Claude("PostToolUse", $$"""{"command":"cat src/f{{i}}.cs"}""", $"t{i}");
        }

        Assert.Equal(30, machine.Events().Count(e => e is { Kind: CapEventKind.Step, Ticket: "PAY-123", TicketCounts: true, Step: "Bash", NewFiles: 1, ExitCode: 0 }));
    }

    [Theory]
    [InlineData("PAY-9", "is closed")]
    [InlineData("PAY-404", "nobody knows the ticket PAY-404")]
    public void A_ticket_that_does_not_count_says_why(string ticket, string why)
    {
        using var machine = Unattended($"fix/{ticket}");
        machine.Say(HookMachine.Caps with { Grace = new(CapUnit.Usd, 0, CapPer.Day) });

        Assert.Equal(2, machine.Claude("UserPromptSubmit"));

        Assert.Contains(why, machine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_copy_of_the_tickets_is_said_to_be_old()
    {
        using var machine = Unattended(HookMachine.OwnedBranch);
        machine.Say(HookMachine.Caps with { FetchedAt = HookMachine.Now.AddDays(-3), Grace = new(CapUnit.Steps, 0, CapPer.Run) });

        Assert.Equal(2, machine.Claude("UserPromptSubmit"));

        Assert.Contains("could not be looked up for too long", machine.Error, StringComparison.Ordinal);
        Assert.Contains("This machine heard of tickets on 2026-09-27 12:00 UTC", machine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_at_work_is_told_once_and_never_stopped()
    {
        using var machine = new HookMachine(caps: HookMachine.Caps);
        machine.Variables["CLAUDE_CODE_SESSION_ATTENDED"] = "1";

        Assert.Equal(0, machine.Claude("UserPromptSubmit"));
        Assert.Contains("\"systemMessage\":\"Shiprank: this session names no ticket. Nothing is stopped", machine.Out, StringComparison.Ordinal);
        Assert.Equal(0, machine.Claude("UserPromptSubmit"));
        Assert.Equal("", machine.Out);
        var told = 0;
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(0, machine.Claude("PreToolUse"));
            Assert.DoesNotContain("deny", machine.Out, StringComparison.Ordinal);
            if (machine.Out.Length > 0) told++;
        }

        Assert.Equal(1, told);
        Assert.Empty(machine.Events());
    }

    [Fact]
    public void Without_a_snapshot_no_ticket_is_asked_for_and_loops_are_looked_for()
    {
        using var machine = Unattended(caps: false);
        List<string> said = [];
        for (var i = 1; i <= 10; i++)
        {
            machine.Claude("PreToolUse");
            said.Add(machine.Out.Contains("\"deny\"", StringComparison.Ordinal) ? "stop" : machine.Out.Contains("systemMessage", StringComparison.Ordinal) ? "tell" : "");
        }

        Assert.Equal(["", "", "", "", "tell", "", "", "tell", "", "stop"], said);
        Assert.Contains("it repeats the same calls without a result", machine.Out, StringComparison.Ordinal);
        Assert.Equal((CapEventKind.Refused, CapReason.Loop), (Assert.Single(machine.Events()).Kind, machine.Events()[0].Reason));
    }

    [Fact]
    public void A_trial_stops_nobody()
    {
        using var machine = Unattended();
        machine.Say(HookMachine.Caps with { Enforced = false, Grace = new(CapUnit.Steps, 0, CapPer.Run) });

        Assert.Equal(0, machine.Claude("UserPromptSubmit"));
        Assert.Contains("the call goes on", machine.Out, StringComparison.Ordinal);
        for (var i = 0; i < 12; i++)
        {
            machine.Claude("PreToolUse");
            Assert.DoesNotContain("deny", machine.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_work_token_names_ticket_run_and_person()
    {
        using var machine = Unattended();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WorkToken token = new() { Organisation = "o", Run = "w1", Person = "ben", Job = "nightly", Ticket = "PAY-123", IssuedAt = HookMachine.Now.AddMinutes(-1).ToUnixTimeSeconds(), ExpiresAt = HookMachine.Now.AddHours(1).ToUnixTimeSeconds(), Autonomous = true };
        machine.Variables["ANTHROPIC_API_KEY"] = token.Sign(key);
        for (var i = 0; i < 8; i++) machine.Claude("PreToolUse", $$"""{"command":"cat src/{{i}}"}""", $"t{i}");
        Assert.Equal("", machine.Out);

        machine.Claude("PostToolUse", """{"command":"cat src/7"}""", "t7");
        Assert.Equal(("w1", "ben", "nightly", "PAY-123"), machine.Events().Select(e => (e.Run, e.Person, e.Job, e.Ticket)).Single());

        machine.Variables["ANTHROPIC_API_KEY"] = (token with { ExpiresAt = HookMachine.Now.AddHours(-1).ToUnixTimeSeconds() }).Sign(key);
        for (var i = 0; i < 4; i++) machine.Claude("PreToolUse", $$"""{"command":"cat lib/{{i}}"}""");
        Assert.Contains("it names no ticket", machine.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHIPRANK_TICKET", "PAY-123")]
    [InlineData("GITHUB_HEAD_REF", "feature/PAY-123-x")]
    [InlineData("GITHUB_REF_NAME", "PAY-123")]
    [InlineData("CI_COMMIT_REF_NAME", "x/PAY-123")]
    [InlineData("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "PAY-123/x")]
    public void A_ticket_is_taken_from_the_environment(string name, string value)
    {
        using var machine = Unattended();
        machine.Variables[name] = value;
        for (var i = 0; i < 8; i++) machine.Claude("PreToolUse", $$"""{"command":"cat src/{{i}}"}""");

        Assert.Equal("", machine.Out);
    }

    [Fact]
    public void A_hook_that_is_installed_twice_counts_each_call_once()
    {
        using var machine = Unattended();
        for (var i = 0; i < 3; i++)
        {
            machine.Claude("PreToolUse", $$"""{"command":"make {{i}}"}""", $"t{i}");
            machine.Claude("PreToolUse", $$"""{"command":"make {{i}}"}""", $"t{i}");
            Assert.Equal("", machine.Out);
        }

        machine.Claude("PreToolUse", id: "t9");
        var first = machine.Out;
        machine.Claude("PreToolUse", id: "t9");
        Assert.Contains("deny", first, StringComparison.Ordinal);
        Assert.Equal(first, machine.Out);
        Assert.Single(machine.Events());
    }

    [Fact]
    public void A_rule_of_a_day_counts_the_sessions_of_a_machine_together()
    {
        using var machine = Unattended(HookMachine.OwnedBranch);
        machine.Say(HookMachine.Caps with { Rules = [new("day", [], CapWhen.Autonomous, CapUnit.Steps, 4, CapPer.Day, null, CapAction.Stop, "#finops")] });
        for (var i = 0; i < 4; i++) machine.Claude("PreToolUse", $$"""{"command":"cat src/{{i}}"}""", session: $"s-{i}");
        Assert.Equal("", machine.Out);

        machine.Claude("PreToolUse", """{"command":"cat src/9"}""", session: "s-9");

        Assert.Contains("the cap \\\"day\\\" (4 of 4 calls made). Ask #finops for more. It begins anew at 2026-10-01 00:00 UTC.", machine.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Gemini_is_ended_at_the_next_call_of_a_model()
    {
        using var machine = Unattended();
        machine.Variables["SHIPRANK_AUTONOMOUS"] = "1";
        int Gemini(string name, string more = "") => machine.Hook("gemini-cli", $$"""{"session_id":"g","cwd":"{{machine.Shop}}","hook_event_name":"{{name}}"{{more}}}""");
        for (var i = 0; i < 4; i++)
        {
            Gemini("BeforeModel", ",\"llm_request\":{\"model\":\"gemini-x\"}");
            Assert.Equal("", machine.Out);
            Gemini("BeforeTool", $$""","tool_name":"run_shell_command","tool_input":{"command":"make {{i}}"}""");
        }

        Assert.Contains("\"decision\":\"deny\"", machine.Out, StringComparison.Ordinal);
        Gemini("BeforeModel", ",\"llm_request\":{\"model\":\"gemini-x\"}");
        Assert.Contains("\"decision\":\"deny\"", machine.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_a_session_is_told()
    {
        using var machine = Unattended(HookMachine.OwnedBranch);
        machine.Claude("SessionStart");
        machine.Claude("SessionEnd");

        Assert.Equal((CapEventKind.Ended, "s-1"), (Assert.Single(machine.Events()).Kind, machine.Events()[0].Session));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"session_id\":\"s\",\"hook_event_name\":\"PreToolUse\"")]
    public void What_is_malformed_lets_the_agent_go_on(string input)
    {
        using var machine = Unattended();

        Assert.Equal(0, machine.Hook("claude-code", input));

        Assert.Equal("", machine.Out);
        Assert.Matches("^shiprank hook: [^\n]+; the call goes on\n$", machine.Error);
    }

    [Fact]
    public void What_is_binary_enormous_deep_slow_or_broken_lets_the_agent_go_on()
    {
        using var machine = Unattended();
        Func<Stream>[] inputs =
        [
            () => new MemoryStream([0, 255, 254, 1, 0, 128]),
            () => new MemoryStream(new byte[17 * 1024 * 1024]),
            () => new MemoryStream(Encoding.UTF8.GetBytes(new string('[', 100_000))),
            () => new Hanging(),
            () => throw new IOException("gone"),
        ];
        foreach (var input in inputs)
        {
            var began = Environment.TickCount64;
            Assert.Equal(0, machine.Hook("claude-code", input));
            Assert.Equal("", machine.Out);
            Assert.Single(machine.Error.TrimEnd('\n').Split('\n'));
            Assert.StartsWith("shiprank hook: ", machine.Error, StringComparison.Ordinal);
            Assert.True(Environment.TickCount64 - began < 30_000);
        }
    }

    [Fact]
    public void Nonsense_on_the_command_line_lets_the_agent_go_on()
    {
        using var machine = Unattended();

        Assert.Equal(0, machine.Hook("nobody", "{}"));
        Assert.Equal("shiprank hook: nobody knows the client 'nobody'; the call goes on\n", machine.Error);
        Assert.Equal(0, machine.Hook("claude-code", "{}", "--bogus"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"version\":99}")]
    public void A_snapshot_that_is_none_counts_as_none(string text)
    {
        using var machine = Unattended();
        File.WriteAllText(Path.Combine(machine.Data, LocalCaps.FileName), text);
        for (var i = 0; i < 8; i++) Assert.Equal(0, machine.Claude("PreToolUse", $$"""{"command":"cat src/{{i}}"}"""));

        Assert.Equal("", machine.Out);
    }

    [Fact]
    public void A_folder_that_can_not_be_written_lets_the_agent_go_on()
    {
        using var machine = Unattended(caps: false);
        Directory.CreateDirectory(Path.GetDirectoryName(machine.Data)!);
        File.WriteAllText(machine.Data, "a file where the folder belongs");

        Assert.Equal(0, machine.Claude("PreToolUse"));
        Assert.StartsWith("shiprank hook: its own files can't be used", machine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hooks_of_one_session_at_the_same_time_lose_no_count()
    {
        using var machine = Unattended(HookMachine.OwnedBranch);
        machine.Say(HookMachine.Caps with { Loops = new(0, 0, 0), Rules = [new("hundred", [], CapWhen.Any, CapUnit.Steps, 100, CapPer.Run, null, CapAction.Stop, null)] });
        machine.Claude("SessionStart");
        var environment = new Shiprank.Cli.CliEnvironment { WorkingDirectory = machine.Shop, Home = Path.Combine(machine.Folder, "home"), Variables = machine.Variables, Clock = new Fixed() };
        async Task Fifty(int who)
        {
            for (var i = 0; i < 50; i++)
            {
                var input = $$"""{"session_id":"s-1","cwd":"{{machine.Shop}}","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"cat f{{who}}/{{i}}"},"tool_use_id":"{{who}}-{{i}}"}""";
                var output = new StringWriter();
                await Task.Run(() => Shiprank.Cli.CommandLine.Run(["hook", "claude-code"], output, new StringWriter(), environment with { Input = () => new MemoryStream(Encoding.UTF8.GetBytes(input)) }));
                Assert.Equal("", output.ToString());
            }
        }

        await Task.WhenAll(Fifty(1), Fifty(2));

        machine.Claude("PreToolUse", """{"command":"cat one-more"}""");
        Assert.Contains("100 of 100 calls made", machine.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_was_typed_or_written_is_kept()
    {
        const string marker = "XyzzyCanary7319";
        using var machine = Unattended();
        string Input(string name) => $$$"""{"session_id":"s","cwd":"{{{machine.Shop}}}","hook_event_name":"{{{name}}}","prompt":"{{{marker}}}","tool_name":"Bash","tool_input":{"command":"cat {{{marker}}}/a.txt","file_path":"/{{{marker}}}.cs","description":"{{{marker}}}"},"tool_response":{"stdout":"{{{marker}}}"},"tool_use_id":"t","last_assistant_message":"{{{marker}}}","transcript_path":"/{{{marker}}}","llm_request":{"model":"m","messages":[{"content":"{{{marker}}}"}]},"{{{marker}}}":1}""";
        var said = new StringBuilder();
        foreach (var name in new[] { "SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "PostToolUseFailure", "Stop", "SessionEnd", marker })
        {
            for (var i = 0; i < 12; i++)
            {
                machine.Hook("claude-code", Input(name).Replace("\"t\"", $"\"t{i}\"", StringComparison.Ordinal));
                said.Append(machine.Out).Append(machine.Error);
            }

            machine.Hook("codex", Input(name));
            machine.Hook("gemini-cli", Input(name));
            machine.Hook("copilot", Input(name).Replace("session_id", "sessionId", StringComparison.Ordinal).Replace("tool_input", "toolArgs", StringComparison.Ordinal), "preToolUse");
            machine.Hook("kiro", Input(name) + marker);
            machine.Hook(marker[..3], Input(name));
            said.Append(machine.Out).Append(machine.Error);
        }

        Assert.DoesNotContain(marker, said.ToString(), StringComparison.OrdinalIgnoreCase);
        var files = Directory.EnumerateFiles(machine.Data, "*", SearchOption.AllDirectories).ToList();
        Assert.True(files.Count > 5);
        Assert.NotEmpty(machine.Events());
        Assert.All(files, f => Assert.DoesNotContain(marker, f + Encoding.Latin1.GetString(File.ReadAllBytes(f)), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_is_of_sessions_that_are_over_is_swept()
    {
        using var machine = Unattended();
        machine.Claude("PreToolUse", session: "old");
        var sessions = Path.Combine(machine.Data, "hooks", "sessions");
        foreach (var file in Directory.EnumerateFiles(sessions)) File.SetLastWriteTimeUtc(file, HookMachine.Now.AddDays(-8).UtcDateTime);

        machine.Claude("SessionStart", session: "new");

        Assert.All(Directory.EnumerateFiles(sessions), f => Assert.True(File.GetLastWriteTimeUtc(f) > HookMachine.Now.AddDays(-7).UtcDateTime));
    }

    private static HookMachine Unattended(string branch = "main", bool caps = true)
    {
        var machine = new HookMachine(branch, caps ? HookMachine.Caps : null);
        machine.Variables["CLAUDE_CODE_SESSION_ATTENDED"] = "0";
        return machine;
    }

    private sealed class Hanging : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Thread.Sleep(60_000);
            return 0;
        }
    }

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => HookMachine.Now;
    }
}
