using System.Text;
using Shiprank.Core.Caps;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Caps;

public sealed class LocalCapsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private static readonly LocalCaps Caps = LocalCaps.Of(
        new()
        {
            Enforced = false,
            Grace = new(CapUnit.Steps, 20, CapPer.Day),
            Loops = new(3, 2, 40),
            TicketAge = TimeSpan.FromHours(2),
            Rules = [new("nightly", [new(CapPart.Job, [Glob.Text("nightly-*")]), new(CapPart.Model, [Glob.Text("claude-*")])], CapWhen.Any, CapUnit.Usd, 5.25m, CapPer.Month, CapPart.Ticket, CapAction.Ask, "#finops")],
        },
        Noon) with
    {
        Organisation = "org-1",
        Person = "ada",
        Teams = ["payments"],
        Tickets = [new("PAY-123", CapReason.Within, Noon.AddMinutes(-5)), new("PAY-9", CapReason.TicketClosed, Noon), new("PAY-7", CapReason.Within, Noon.AddHours(-3))],
        ShrunkJobs = ["junk"],
    };

    [Fact]
    public void What_is_written_reads_the_same()
    {
        var read = LocalCaps.Read(Caps.Write());

        Assert.NotNull(read);
        Assert.Equal(Encoding.UTF8.GetString(Caps.Write()), Encoding.UTF8.GetString(read.Write()));
        var rule = Assert.Single(read.Settings().Rules);
        Assert.Equal(("nightly", CapWhen.Any, CapUnit.Usd, 5.25m, CapPer.Month, CapPart.Ticket, CapAction.Ask, "#finops"), (rule.Name, rule.When, rule.Unit, rule.Limit, rule.Per, rule.Each, rule.Action, rule.AskWhom));
        Assert.True(rule.AppliesTo(new() { At = Noon, Run = "r", Autonomous = true, Job = "NIGHTLY-build", Model = "claude-x" }));
        Assert.False(rule.AppliesTo(new() { At = Noon, Run = "r", Autonomous = true, Job = "weekly", Model = "claude-x" }));
        Assert.Equal((new CapGrace(CapUnit.Steps, 20, CapPer.Day), new LoopLimits(3, 2, 40), TimeSpan.FromHours(2), false), (read.Settings().Grace!, read.Settings().Loops, read.Settings().TicketAge, read.Settings().Enforced));
    }

    [Theory]
    [InlineData("pay-123", CapReason.Within)]
    [InlineData("PAY-9", CapReason.TicketClosed)]
    [InlineData("PAY-7", CapReason.TicketStale)]
    [InlineData("PAY-404", CapReason.TicketUnknown)]
    [InlineData(" ", CapReason.NoTicket)]
    public void A_ticket_stands_as_the_server_said(string key, CapReason reason) => Assert.Equal(reason, Caps.Standing(key, Noon).Reason);

    [Fact]
    public void What_is_older_than_tickets_may_be_is_nothing_to_go_by()
    {
        Assert.Equal(CapReason.TicketStale, Caps.Standing("PAY-123", Noon.AddHours(3)).Reason);
        Assert.Equal(CapReason.TicketStale, Caps.Standing("PAY-404", Noon.AddHours(3)).Reason);
        Assert.Equal(CapReason.TicketClosed, Caps.Standing("PAY-9", Noon.AddHours(3)).Reason);
    }

    [Fact]
    public void Where_not_all_tickets_are_kept_an_unlisted_one_is_left_to_the_gateway() =>
        Assert.True((Caps with { AllTickets = false }).Standing("PAY-404", Noon).Counts);

    [Theory]
    [InlineData("enforced")]
    [InlineData("rules")]
    [InlineData("loops")]
    [InlineData("tickets")]
    [InlineData("allTickets")]
    [InlineData("ticketAgeMinutes")]
    [InlineData("fetchedAt")]
    [InlineData("version")]
    public void What_is_not_said_is_not_guessed(string key)
    {
        var file = System.Text.Json.Nodes.JsonNode.Parse(Caps.Write())!.AsObject();
        Assert.NotNull(LocalCaps.Read(Encoding.UTF8.GetBytes(file.ToJsonString())));
        Assert.True(file.Remove(key));

        Assert.Null(LocalCaps.Read(Encoding.UTF8.GetBytes(file.ToJsonString())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":2,\"fetchedAt\":\"2026-11-28T12:00:00+00:00\"}")]
    [InlineData("{\"version\":1,\"fetchedAt\":\"2026-11-28T12:00:00+00:00\",\"tickets\":null}")]
    [InlineData("{\"version\":1,\"fetchedAt\":\"2026-11-28T12:00:00+00:00\",\"rules\":[{\"name\":\"a\"}]}")]
    [InlineData("{\"version\":1,\"fetchedAt\":\"2026-11-28T12:00:00+00:00\",\"tickets\":[null]}")]
    public void What_is_no_such_file_is_not_read(string text) => Assert.Null(LocalCaps.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Every_word_is_known_by_its_name()
    {
        Assert.Equal(Enum.GetNames<CapWhen>(), LocalCapsReader.Whens);
        Assert.Equal(Enum.GetNames<CapUnit>(), LocalCapsReader.Units);
        Assert.Equal(Enum.GetNames<CapPer>(), LocalCapsReader.Pers);
        Assert.Equal(Enum.GetNames<CapAction>(), LocalCapsReader.Actions);
        Assert.Equal(Enum.GetNames<CapPart>(), LocalCapsReader.Parts);
        Assert.Equal(Enum.GetNames<CapReason>(), LocalCapsReader.Reasons);
    }

    [Fact]
    public void An_entry_of_a_trace_is_one_line_and_reads_the_same()
    {
        var entry = new CapEvent { Id = "a", Kind = CapEventKind.Settled, Place = CapPlace.Gateway, At = Noon, Run = "r", Tokens = new(1, 2, 3, 4, 5, 6), Usd = 0.123456789m, Action = CapAction.Tell, Reason = CapReason.Loop, NewFiles = 2, ExitCode = 1, Autonomous = true };

        var line = CapEventJson.Line(entry);

        Assert.DoesNotContain((byte)'\n', line);
        Assert.Equal(entry, CapEventJson.Read(line));
    }
}
