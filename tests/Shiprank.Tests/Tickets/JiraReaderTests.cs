using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Tickets;

namespace Shiprank.Tests.Tickets;

public sealed class JiraReaderTests : IDisposable
{
    private const string Ada = """{"accountId":"5b10ac8d82e05b22cc7d4ef5","emailAddress":"ada@example.com","displayName":"canary5vq8zk"}""";
    private const string Bob = """{"accountId":"5b10ac8d82e05b22cc7d4ef6","displayName":"canary5vq8zk"}""";

    private const string Issue = $$$$"""
        {"id":"10002","key":"SHOP-12","changelog":{"startAt":0,"maxResults":100,"total":3,"histories":[
          {"id":"3","created":"2026-03-05T16:00:00.000+0100","author":{{{{Ada}}}},"items":[{"field":"status","fromString":"Reviewing","toString":"Done","from":"3","to":"5"},{"field":"resolution","from":null,"fromString":null,"to":"1","toString":"Done"}]},
          {"id":"1","created":"2026-03-02T10:00:00.000+0000","author":{{{{Bob}}}},"items":[{"field":"assignee","fieldId":"assignee","from":"5b10ac8d82e05b22cc7d4ef6","fromString":"canary5vq8zk","to":"5b10ac8d82e05b22cc7d4ef5","toString":"canary5vq8zk"},{"field":"summary","fromString":"canary5vq8zk","toString":"canary5vq8zk"}]},
          {"id":"2","created":"2026-03-03T10:00:00.000+0000","items":[{"field":"status","fromString":"To Do","toString":"Reviewing","from":"1","to":"3"}]}]},
         "fields":{"summary":"canary5vq8zk","status":{"name":"Done","statusCategory":{"key":"done"}},"assignee":{{{{Ada}}}},"created":"2026-03-01T10:00:00.000+0000","updated":"2026-03-06T10:00:00.000+0000",
           "resolutiondate":"2026-03-05T16:00:00.000+0100","resolution":{"name":"Done"},"parent":{"key":"SHOP-1"},"customfield_10050":{"value":"CC-100"},"description":{"type":"doc","content":[]}}}
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Owner_and_status_are_known_at_any_time()
    {
        // The status "Reviewing" has its category from another ticket of the file, Bob no address anywhere.
        var other = """{"key":"SHOP-13","fields":{"status":{"name":"Reviewing","statusCategory":{"key":"indeterminate"}},"created":"2026-03-01T10:00:00.000+0000","updated":"2026-03-01T10:00:00.000+0000"}}""";
        var items = Items($$"""{"total":2,"issues":[{{Issue}},{{other}}]}""");
        Assert.Equal(("5b10ac8d82e05b22cc7d4ef6", WorkItemStatus.Open, null, false), At(items, "2026-03-01T12:00:00Z"));
        Assert.Equal(("ada@example.com", WorkItemStatus.Open, null, false), At(items, "2026-03-02T10:00:00Z"));
        Assert.Equal(("ada@example.com", WorkItemStatus.InProgress, null, false), At(items, "2026-03-04T10:00:00Z"));
        Assert.Equal(("ada@example.com", WorkItemStatus.Done, Time("2026-03-05T15:00:00Z"), false), At(items, "2026-03-05T15:00:00Z"));
        Assert.True(items.At("SHOP-12", Time("2026-02-01T00:00:00Z"))!.Assumed);
        var now = items.At("shop-12", Time("2026-09-01T00:00:00Z"))!.Item;
        Assert.Equal(("jira", "SHOP-12", "SHOP-1", "CC-100"), (now.Source, now.Id, now.Parent, now.CostCentre));
        Assert.Equal(WorkItemStatus.InProgress, items.At("SHOP-13", Time("2026-09-01T00:00:00Z"))!.Item.Status);
    }

    [Fact]
    public void Single_issues_lists_lines_and_webhooks_are_read()
    {
        var line = Issue.ReplaceLineEndings(" ");
        var webhook = $$$"""{"timestamp":1772700000000,"webhookEvent":"jira:issue_updated","issue":{{{line}}},"changelog":{"items":[]}}""";
        var expected = Bodies(Issue);
        Assert.All([$"[{Issue}]", line + "\n", webhook], text => Assert.Equal(expected, Bodies(text)));
        Assert.Equal(WorkItemStatus.Cancelled, Items(webhook.Replace("issue_updated", "issue_deleted", StringComparison.Ordinal)).At("SHOP-12", Time("2026-09-01T00:00:00Z"))!.Item.Status);
    }

    [Fact]
    public void A_resolution_that_is_none_cancels()
    {
        var items = Items(Issue.Replace("\"resolution\":{\"name\":\"Done\"}", "\"resolution\":{\"name\":\"Won’t Do\"}", StringComparison.Ordinal).Replace("\"toString\":\"Done\"}]}", "\"toString\":\"Won't Do\"}]}", StringComparison.Ordinal));
        Assert.Equal(WorkItemStatus.Cancelled, items.At("SHOP-12", Time("2026-09-01T00:00:00Z"))!.Item.Status);
    }

    [Fact]
    public void A_status_is_what_the_options_say()
    {
        var report = new IngestReport();
        var path = folder.Write("jira.json", Issue);
        var events = new JiraReader(Options with { Statuses = new Dictionary<string, WorkItemStatus> { ["reviewing"] = WorkItemStatus.Done } }, report).Read([path]);
        Assert.Equal(WorkItemStatus.Done, EventLog.From(events).WorkItemsUntil(DateTimeOffset.MaxValue).At("SHOP-12", Time("2026-03-04T10:00:00Z"))!.Item.Status);
    }

    [Fact]
    public void A_cut_changelog_is_said_and_the_present_is_right()
    {
        var report = new IngestReport();
        var path = folder.Write("jira.json", Issue.Replace("\"total\":3", "\"total\":7", StringComparison.Ordinal));
        new JiraReader(Options, report).Read([path]);
        Assert.Equal("the changelog has 3 of 7 entries: ask for the rest, or owner and status are not known for all times", Assert.Single(report.Skipped).Reason);
    }

    [Fact]
    public void A_ticket_without_what_it_needs_is_left_out_alone_with_its_line()
    {
        var report = new IngestReport();
        var path = folder.Write("jira.json", "[\n{\"key\":\"A-1\"},\n" + Issue + ",\n{\"key\":7,\"fields\":{\"status\":{\"name\":\"x\"},\"created\":\"canary5vq8zk\"}}]");
        Assert.Equal("SHOP-12", Assert.Single(new JiraReader(Options, report).Read([path]).Select(e => e.Id).Distinct()));
        Assert.Equal([(2, "field \"fields\" is missing"), (9, "field \"fields.created\" is not a time from 1970 on")], report.Skipped.Select(s => ((int)s.Line, s.Reason)));
    }

    [Fact]
    public void Nothing_that_somebody_wrote_is_kept() =>
        Assert.DoesNotContain("canary5vq8zk", string.Concat(Bodies(Issue)), StringComparison.Ordinal);

    [Fact]
    public void Two_exports_of_one_ticket_tell_the_same_past()
    {
        var later = Issue.Replace("\"total\":3,\"histories\":[", "\"total\":4,\"histories\":[{\"id\":\"4\",\"created\":\"2026-03-07T10:00:00.000+0000\",\"items\":[{\"field\":\"assignee\",\"from\":\"5b10ac8d82e05b22cc7d4ef5\",\"to\":null}]},", StringComparison.Ordinal)
            .Replace($"\"assignee\":{Ada},\"created\"", "\"assignee\":null,\"created\"", StringComparison.Ordinal);
        Assert.Equal(Bodies(Issue), Bodies(later).SkipLast(1));
    }

    public void Dispose() => folder.Dispose();

    private static TicketOptions Options => new() { Source = "jira", Columns = new Dictionary<string, string> { ["cost_centre"] = "customfield_10050" } };

    private IReadOnlyList<StoredEvent> Events(string text)
    {
        var report = new IngestReport();
        var events = new JiraReader(Options, report).Read([folder.Write("jira.json", text)]);
        Assert.Empty(report.Skipped);
        return events;
    }

    private IEnumerable<string> Bodies(string text) => [.. Events(text).Select(e => $"{e.UpdatedAt:O} {System.Text.Encoding.UTF8.GetString(e.Body)}")];

    private WorkItemHistory Items(string text) => EventLog.From(Events(text)).WorkItemsUntil(DateTimeOffset.MaxValue);

    private static (string?, WorkItemStatus, DateTimeOffset?, bool) At(WorkItemHistory items, string time) =>
        items.At("SHOP-12", Time(time)) is { } state ? (state.Item.Owner, state.Item.Status, state.Item.ClosedAt, state.Assumed) : default;

    private static DateTimeOffset Time(string time) => DateTimeOffset.Parse(time);
}
