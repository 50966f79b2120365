using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Tickets;
using Shiprank.Tests.Forges;

namespace Shiprank.Tests.Tickets;

public sealed class TicketTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private IngestReport report = new();

    [Fact]
    public void Our_columns_are_read_as_they_are()
    {
        var item = Assert.Single(Items("id,owner,status,opened_at,closed_at,parent,cost_centre\nshop-12,ada,done,2026-03-01T10:00:00Z,2026-03-04T10:00:00+02:00,SHOP-1,CC-100\n"));
        Assert.Equal(new("tickets", "SHOP-12", "ada", WorkItemStatus.Done, Time("2026-03-01T10:00:00Z"), Time("2026-03-04T08:00:00Z"), "SHOP-1", "CC-100"), item);
    }

    [Fact]
    public void Jiras_export_is_read_with_its_own_columns_and_times()
    {
        const string Export = """
            Summary,Issue key,Labels,Labels,Status,Status Category,Assignee,Created,Resolved,Resolution
            "canary5vq8zk, ""quoted""
            over two lines",SHOP-12,a,b,Reviewing,In Progress,ada@example.com,02/Mar/26 9:05 AM,,
            x,SHOP-13,,,Closed,Done,,02/Mar/26 9:05 PM,03/Mar/26 1:00 PM,Won't Do
            """;
        var items = Items(Export, Options with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") });
        Assert.Equal(
            [("SHOP-12", WorkItemStatus.InProgress, "ada@example.com", Time("2026-03-02T08:05:00Z"), null), ("SHOP-13", WorkItemStatus.Cancelled, null, Time("2026-03-02T20:05:00Z"), Time("2026-03-03T12:00:00Z"))],
            items.Select(i => (i.Id, i.Status, i.Owner, i.OpenedAt, i.ClosedAt)));
    }

    [Fact]
    public void Any_columns_do_when_they_are_named()
    {
        var options = Options with
        {
            Columns = new Dictionary<string, string> { ["id"] = "Nr", ["owner"] = "Bearbeiter", ["status"] = "Zustand", ["opened_at"] = "Angelegt" },
            Statuses = new Dictionary<string, WorkItemStatus> { ["läuft"] = WorkItemStatus.InProgress },
            TimeFormat = "dd.MM.yyyy HH:mm",
        };
        var item = Assert.Single(Items("Nr;Bearbeiter;Zustand;Angelegt\nA-1;ada;Läuft;01.03.2026 10:00\n", options));
        Assert.Equal(("A-1", "ada", WorkItemStatus.InProgress, Time("2026-03-01T10:00:00Z")), (item.Id, item.Owner, item.Status, item.OpenedAt));
    }

    [Fact]
    public void Rows_of_one_ticket_at_several_times_are_its_past()
    {
        var log = EventLog.From(Read("id,owner,status,opened_at,updated_at\nA-1,bob,in_progress,2026-03-01T00:00:00Z,2026-03-05T00:00:00Z\nA-1,ada,open,2026-03-01T00:00:00Z,2026-03-01T00:00:00Z\n", Options));
        var items = log.WorkItemsUntil(DateTimeOffset.MaxValue);
        Assert.Equal("ada", items.At("A-1", Time("2026-03-04T00:00:00Z"))!.Item.Owner);
        Assert.Equal("bob", items.At("A-1", Time("2026-03-05T00:00:00Z"))!.Item.Owner);
    }

    [Fact]
    public void A_row_that_lacks_what_a_ticket_needs_is_left_out_alone()
    {
        Assert.Equal("A-2", Assert.Single(Items("id,status,opened_at\n,open,2026-03-01T00:00:00Z\nA-2,open,2026-03-01\nA-3,open,canary5vq8zk\nA-4\n")).Id);
        Assert.Equal(
            [(2, "field \"id\" is missing"), (4, "field \"opened_at\" is not an ISO 8601 time from 1970 on"), (5, "field \"status\" is missing")],
            report.Skipped.Select(s => ((int)s.Line, s.Reason)));
    }

    [Fact]
    public void A_missing_column_is_named_with_the_nearest()
    {
        Assert.Empty(Items("key,stauts,opened_at\nA-1,open,2026-03-01\n"));
        Assert.Equal("no column \"status\"; the nearest is \"stauts\" (--column status=NAME says which it is)", Assert.Single(report.Skipped).Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("id,status,opened_at\n")]
    [InlineData("id,status,opened_at\n\"A-1,open,2026-03-01\n\"\"\"\0\"\n")]
    public void A_file_without_tickets_gives_none(string text) => Assert.Empty(Items(text));

    public void Dispose() => folder.Dispose();

    private static TicketOptions Options => new() { Source = "tickets" };

    private IReadOnlyList<StoredEvent> Read(string text, TicketOptions options)
    {
        report = new();
        return new TicketTable(options, ForgeSite.Messages, report).Read(folder.Write("t.csv", text));
    }

    private IReadOnlyList<WorkItemEvent> Items(string text, TicketOptions? options = null) => EventLog.From(Read(text, options ?? Options)).At(DateTimeOffset.MaxValue).WorkItems;

    private static DateTimeOffset Time(string time) => DateTimeOffset.Parse(time);
}
