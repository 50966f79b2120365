using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Events;

namespace Shiprank.Tests.Events;

public sealed class EventLogTests
{
    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };
    private static readonly MessageReader Messages = new(new TextHasher(3, 4), "[A-Z]+-[0-9]+");

    [Fact]
    public void The_last_update_stands_wherever_it_was_read()
    {
        var log = Log(Deployment("d1", "aaaaaaa", 2, updated: 5), Deployment("d1", "bbbbbbb", 2, updated: 4), Deployment("d1", "ccccccc", 2, updated: null));
        Assert.Equal("aaaaaaa", Assert.Single(log.At(Day(9)).Deployments).Sha);
        Assert.Equal("bbbbbbb", Assert.Single(log.At(Day(4)).Deployments).Sha);
        Assert.Equal("ccccccc", Assert.Single(log.At(Day(3)).Deployments).Sha);
    }

    [Fact]
    public void Of_equal_updates_the_later_line_stands()
    {
        Assert.Equal("bbbbbbb", Assert.Single(Log(Deployment("d1", "aaaaaaa", 2), Deployment("d1", "bbbbbbb", 2)).At(Day(9)).Deployments).Sha);
        Assert.Equal("bbbbbbb", Assert.Single(Log(Deployment("d1", "aaaaaaa", 2, updated: 5), Deployment("d1", "bbbbbbb", 2, updated: 5)).At(Day(9)).Deployments).Sha);
    }

    [Fact]
    public void Identity_is_type_source_and_id_and_of_a_request_its_repository()
    {
        var log = Log(
            Deployment("7", "aaaaaaa", 2),
            Deployment("7", "bbbbbbb", 2, source: "other"),
            Deployment("7", "ccccccc", 3, repository: "docs"),
            Request("7", repository: "shop"),
            Request("7", repository: "docs"),
            Request("07", repository: "docs"));
        var events = log.At(Day(9));
        Assert.Equal(["bbbbbbb", "ccccccc"], events.Deployments.Select(d => d.Sha));
        Assert.Equal([("docs", "7"), ("shop", "7")], events.Requests.Select(r => (r.Repository, r.Id)));
    }

    [Fact]
    public void What_is_later_than_as_of_is_not_read_and_what_is_at_it_is()
    {
        var log = Log(Deployment("d1", "aaaaaaa", 2), Incident("i1", 3, closed: 5), Request("4", merged: 5, approved: 4), WorkItem("A-1", 3, closed: 6), Usage("u1", 4));
        Assert.Empty(log.At(Day(1)).Deployments);
        Assert.Single(log.At(Day(2)).Deployments);
        Assert.Empty(log.At(Day(2)).Incidents);
        Assert.Null(Assert.Single(log.At(Day(4)).Incidents).ClosedAt);
        Assert.Equal(Day(5), Assert.Single(log.At(Day(5)).Incidents).ClosedAt);
        Assert.Empty(log.UsageAt(Day(3)));
        Assert.Single(log.UsageAt(Day(4)));

        var open = Assert.Single(log.At(Day(3)).Requests);
        Assert.Equal((null, null, null), (open.MergedAt, open.ClosedAt, open.MergeSha));
        Assert.Empty(open.Approvals);
        var merged = Assert.Single(log.At(Day(5)).Requests);
        Assert.Equal((Day(5), Day(5), "abcdef0"), (merged.MergedAt, merged.ClosedAt, merged.MergeSha));
        Assert.Single(merged.Approvals);

        Assert.Equal((WorkItemStatus.Open, null), Standing(log, 5));
        Assert.Equal((WorkItemStatus.Done, Day(6)), Standing(log, 6));
    }

    [Fact]
    public void A_later_line_about_a_later_moment_leaves_the_earlier_one_standing()
    {
        var log = Log(Deployment("d1", "aaaaaaa", 2), Deployment("d1", "bbbbbbb", 6));
        Assert.Equal("aaaaaaa", Assert.Single(log.At(Day(5)).Deployments).Sha);
        Assert.Equal("bbbbbbb", Assert.Single(log.At(Day(6)).Deployments).Sha);
    }

    [Fact]
    public void Events_come_in_order_of_time_then_of_identity() =>
        Assert.Equal(["c", "a", "b"], Log(Deployment("b", "aaaaaaa", 3), Deployment("a", "aaaaaaa", 3), Deployment("c", "aaaaaaa", 2)).At(Day(9)).Deployments.Select(d => d.Id));

    [Fact]
    public void Order_and_repetition_of_updated_lines_do_not_matter()
    {
        var line =
            from id in Gen.Elements("a", "b", "c")
            from day in Gen.Choose(1, 6)
            from kind in Gen.Choose(0, 4)
            from updated in Gen.Choose(1, 9)
            select kind switch
            {
                0 => Deployment(id, $"{id}{id}{id}{id}{id}{id}{day}{updated}", day, updated),
                1 => Incident(id, day, closed: updated, updated: updated),
                2 => Request(id == "a" ? "1" : "2", merged: day, approved: updated, updated: updated),
                3 => WorkItem(id, day, closed: updated, updated: updated),
                _ => Usage(id, day, updated: updated),
            };
        var lines = line.ListOf().Select(all => all.DistinctBy(Identity).ToList());
        var cases = from all in lines from shuffled in Gen.Shuffle(all.Concat(all)) from asOf in Gen.Choose(0, 10) select (all, shuffled, asOf);
        Prop.ForAll(cases.ToArbitrary(), c =>
            Shown(Log([.. c.all]), c.asOf) == Shown(Log([.. c.shuffled]), c.asOf)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lines_about_later_moments_change_nothing()
    {
        var days = from id in Gen.Elements("a", "b") from day in Gen.Choose(1, 9) select (id, day);
        Prop.ForAll(days.ListOf().ToArbitrary(), all =>
            Shown(Log([.. all.Select(e => Deployment(e.id, "aaaaaaa", e.day))]), 5) ==
            Shown(Log([.. all.Where(e => e.day <= 5).Select(e => Deployment(e.id, "aaaaaaa", e.day))]), 5)).QuickCheckThrowOnFailure();
    }

    private static (WorkItemStatus, DateTimeOffset?) Standing(EventLog log, int day)
    {
        var item = Assert.Single(log.At(Day(day)).WorkItems);
        return (item.Status, item.ClosedAt);
    }

    private static string Identity(string line)
    {
        var fields = JsonDocument.Parse(line).RootElement;
        return $"{fields.GetProperty("type")}/{fields.GetProperty("id")}/{fields.GetProperty("updated_at")}";
    }

    private static string Shown(EventLog log, int day) => JsonSerializer.Serialize((log.At(Day(day)), log.UsageAt(Day(day))), Fields);

    private static EventLog Log(params string[] lines)
    {
        var report = new Core.Usage.IngestReport();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var batch = EventReader.Read(input, "events.jsonl", Messages, report, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(report.Skipped);
        return EventLog.From(batch.Events);
    }

    private static DateTimeOffset Day(int day) => new(2026, 3, 10 + day, 0, 0, 0, TimeSpan.Zero);

    private static string Time(int? day) => day is { } d ? $"\"{Day(d):yyyy-MM-ddTHH:mm:ssZ}\"" : "null";

    private static string Deployment(string id, string sha, int day, int? updated = null, string source = "events", string repository = "shop") =>
        $$"""{"type":"deployment","source":"{{source}}","id":"{{id}}","repository":"{{repository}}","environment":"production","sha":"{{sha}}","status":"success","finished_at":{{Time(day)}},"updated_at":{{Time(updated)}}}""";

    private static string Incident(string id, int day, int? closed = null, int? updated = null) =>
        $$"""{"type":"incident","id":"{{id}}","severity":"sev1","opened_at":{{Time(day)}},"closed_at":{{Time(closed)}},"updated_at":{{Time(updated)}}}""";

    private static string Request(string id, string repository = "shop", int? merged = null, int approved = 2, int? updated = null) =>
        $$"""{"type":"request","id":{{(id[0] == '0' ? $"\"{id}\"" : id)}},"repository":"{{repository}}","title":"t","author":"ada","opened_at":{{Time(1)}},"merged_at":{{Time(merged)}},"closed_at":{{Time(merged)}},"merge_sha":"abcdef0","review_known":true,"approvals":[{"person":"bob","at":{{Time(approved)}}}],"updated_at":{{Time(updated)}}}""";

    private static string WorkItem(string id, int day, int? closed = null, int? updated = null) =>
        $$"""{"type":"work_item","id":"{{id}}","status":"done","opened_at":{{Time(day)}},"closed_at":{{Time(closed)}},"updated_at":{{Time(updated)}}}""";

    private static string Usage(string id, int day, int? updated = null) =>
        $$"""{"type":"usage","id":"{{id}}","at":{{Time(day)}},"person":"ada","tool":"kiro","model":"","input":{{day}},"cache_read":0,"cache_write_5m":0,"cache_write_1h":0,"output":0,"updated_at":{{Time(updated)}}}""";
}
