using Shiprank.Core.Attribution;
using Shiprank.Core.Caps;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Events;

namespace Shiprank.Tests.Caps;

public sealed class TicketBookTests
{
    private static readonly DateTimeOffset Heard = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("PAY-1", CapReason.Within, "ada")]
    [InlineData(" pay-1 ", CapReason.Within, "ada")]
    [InlineData("PAY-2", CapReason.TicketClosed, null)]
    [InlineData("PAY-3", CapReason.TicketNotOwned, null)]
    [InlineData("PAY-4", CapReason.OwnerGone, null)]
    [InlineData("PAY-5", CapReason.OwnerGone, null)]
    [InlineData("PAY-6", CapReason.TicketUnknown, null)]
    [InlineData("", CapReason.NoTicket, null)]
    [InlineData(null, CapReason.NoTicket, null)]
    public void A_ticket_counts_when_it_is_known_open_and_its_owner_lives(string? key, CapReason reason, string? owner)
    {
        var standing = Book().Of(key, Heard.AddHours(1), TimeSpan.FromHours(24));
        Assert.Equal((reason, owner), (standing.Reason, standing.Owner));
    }

    [Fact]
    public void What_was_heard_too_long_ago_does_not_count()
    {
        Assert.Equal(CapReason.Within, Book().Of("PAY-1", Heard.AddHours(24), TimeSpan.FromHours(24)).Reason);
        Assert.Equal(CapReason.TicketStale, Book().Of("PAY-1", Heard.AddHours(25), TimeSpan.FromHours(24)).Reason);
        Assert.Equal(Heard, Book().Of("PAY-1", Heard.AddHours(25), TimeSpan.FromHours(24)).AsOf);
    }

    private static TicketBook Book()
    {
        var file = new OrganisationFile { People = [new("ada", "Ada", ["ada@example.com"], [], false), new("ben", "Ben", [], [], false) { Active = false }] };
        string[] lines =
        [
            Line("PAY-1", "ada@example.com", "in_progress"), Line("PAY-2", "ada", "done"), Line("PAY-3", null, "open"), Line("PAY-4", "ben", "open"), Line("PAY-5", "stranger@example.org", "open"),
        ];
        using var folder = new TemporaryFolder();
        var path = System.IO.Path.Combine(folder.Path, "events.jsonl");
        File.WriteAllLines(path, lines);
        var events = EventReader.Read(path, new MessageReader(new TextHasher(1, 2), file.Tickets), new()).Events;
        return new(EventLog.From(events).WorkItemsUntil(Heard.AddDays(9)), new PeopleDirectory(file), file.People.Where(p => p.Active).Select(p => p.Id).ToHashSet(), Heard);
    }

    private static string Line(string id, string? owner, string status) =>
        $$"""{"schema":1,"type":"work_item","source":"jira","id":"{{id}}",{{(owner is null ? "" : $"\"owner\":\"{owner}\",")}}"status":"{{status}}","opened_at":"2026-11-01T00:00:00Z"{{(status == "done" ? ",\"closed_at\":\"2026-11-02T00:00:00Z\"" : "")}}}""";
}
