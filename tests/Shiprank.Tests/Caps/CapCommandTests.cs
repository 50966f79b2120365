using Shiprank.Cli;
using Shiprank.Core.Caps;
using Shiprank.Engine.Gateway;
using Shiprank.Sources.Organisation;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Caps;

public sealed class CapCommandTests
{
    private const string File = """
        organisation: Northwind
        people: [{ id: ada, name: Ada Example }]
        caps:
          grace: { usd: 5, per: day }
          rules:
            - { name: nightly jobs, job: "nightly-*", limit: { usd: 0.4 }, per: day, each: job, ask_whom: "#platform" }
            - { name: long runs, limit: { minutes: 240 }, action: slow }
        """;

    private const string Ticket = """{"type":"work_item","id":"PAY-12","owner":"ada","status":"in_progress","opened_at":"2026-09-30T08:00:00Z","updated_at":"2026-09-30T09:00:00Z"}""";

    [Fact]
    public void Explain_names_the_rule_that_decides_and_the_way_out()
    {
        using var run = Site();
        Assert.Equal(ExitCode.Ok, run.Run("cap", "explain", "--job", "nightly-deps", "--branch", "feature/PAY-12-refund", "--json", "--data", "data"));
        var looks = run.Document.GetProperty("looks").EnumerateArray().ToList();
        Assert.Equal(["(grace)", "nightly jobs", "long runs"], looks.Select(l => l.GetProperty("rule").GetString()!));
        Assert.Equal([(false, false), (true, true), (true, false)], looks.Select(l => (l.GetProperty("applies").GetBoolean(), l.GetProperty("decides").GetBoolean())));
        Assert.True(run.Document.GetProperty("ticket").GetProperty("counts").GetBoolean());
        Assert.Equal(("no", "over_cap"), (run.Document.GetProperty("goesOn").GetString(), run.Document.GetProperty("reason").GetString()));
        Assert.Equal(
            "Shiprank stopped this run before the next call, which could go over the cap \"nightly jobs\" ($0.00 of $0.40 used). Ask #platform for more. It begins anew at 2026-10-01 00:00 UTC.",
            run.Document.GetProperty("sentence").GetString());
    }

    [Fact]
    public void What_the_gateway_counted_is_seen_without_it()
    {
        using var run = Site();
        var settings = OrganisationReader.Read(Path.Combine(run.Folder, "shiprank.yaml")).Value!.Caps;
        var call = new CapCall { At = run.Clock.GetUtcNow(), Run = "r1", Autonomous = true, Job = "nightly-deps" };
        using (var desk = new CallDesk(CallJournal.Open(Path.Combine(run.Folder, "data", CallJournal.FolderName), run.Clock), settings, run.Clock))
        {
            var answer = desk.Ask(settings, new(call, "", "", new(0.25m, 0, 1000, 1), true, []));
            desk.End(answer.Call! with { Kind = CallEntryKind.Settled, Used = new(0.125m, 0, 500, 1), EndedAt = call.At });
        }

        Assert.Equal(ExitCode.Ok, run.Run("cap", "explain", "--job", "nightly-deps", "--usd", "0.25", "--json", "--data", "data"));
        Assert.Equal([0.125m, 0.125m], run.Document.GetProperty("looks").EnumerateArray().Where(l => l.GetProperty("applies").GetBoolean()).Take(2).Select(l => l.GetProperty("used").GetDecimal()));
        Assert.Equal("yes", run.Document.GetProperty("goesOn").GetString());
        Assert.Equal(ExitCode.Ok, run.Run("cap", "explain", "--job", "nightly-deps", "--usd", "0.3", "--json", "--data", "data"));
        Assert.Equal("no", run.Document.GetProperty("goesOn").GetString());
    }

    [Fact]
    public void The_text_says_the_same()
    {
        using var run = Site();
        Assert.Equal(ExitCode.Ok, run.Run("cap", "explain", "--job", "nightly-deps", "--ticket", "PAY-12", "--data", "data"));
        Assert.StartsWith("The call is not made: \"nightly jobs\" decides", run.Out, StringComparison.Ordinal);
        Assert.Contains("PAY-12 is open and has an owner who works here, as known 2026-09-30 12:00 UTC", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("cap", "explain", "--attended"));
        Assert.StartsWith("The call is made: no rule fires", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_says_what_is_in_force()
    {
        using var run = Site();
        Assert.Equal(ExitCode.Ok, run.Run("cap"));
        Assert.StartsWith("Caps are kept; a job without an owned ticket has $5.00 a day", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("cap", "--json"));
        Assert.Equal(["nightly jobs", "long runs"], run.Document.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("name").GetString()!));
    }

    [Fact]
    public void A_ticket_that_states_no_time_was_heard_of_when_it_came()
    {
        using var run = new CliRun();
        run.Write("shiprank.yaml", File);
        run.Write("tickets.jsonl", """{"type":"work_item","id":"PAY-13","owner":"ada","status":"open","opened_at":"2026-01-02T08:00:00Z"}""");
        Assert.Equal(ExitCode.Ok, run.Run("sync", "--events", "tickets.jsonl", "--data", "data"));
        Assert.Equal(ExitCode.Ok, run.Run("cap", "explain", "--ticket", "PAY-13", "--json", "--data", "data"));
        Assert.True(run.Document.GetProperty("ticket").GetProperty("counts").GetBoolean());
        Assert.Equal("2026-09-30T12:00:00Z", run.Document.GetProperty("ticket").GetProperty("asOf").GetString());
    }

    [Fact]
    public void Without_caps_there_is_nothing_to_explain()
    {
        using var run = new CliRun();
        run.Write("shiprank.yaml", "organisation: Northwind");
        Assert.Equal(ExitCode.NotFound, run.Run("cap", "explain"));
        Assert.Equal(ExitCode.Ok, run.Run("cap"));
    }

    private static CliRun Site()
    {
        var run = new CliRun();
        run.Write("shiprank.yaml", File);
        run.Write("tickets.jsonl", Ticket);
        Assert.Equal(ExitCode.Ok, run.Run("sync", "--events", "tickets.jsonl", "--data", "data"));
        return run;
    }
}
