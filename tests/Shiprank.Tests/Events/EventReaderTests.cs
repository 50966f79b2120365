using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Events;

namespace Shiprank.Tests.Events;

public sealed class EventReaderTests
{
    private const string Deployment = """{"type":"deployment","id":"d1","repository":"shop","environment":"production","sha":"ABCDEF0","status":"success","finished_at":"2026-03-02T15:00:00+02:00"}""";
    private const string Request = """{"type":"request","id":4,"repository":"shop","title":"PAY-3: Add cart (#4)","author":"ada","opened_at":"2026-03-01T00:00:00Z","merged_at":"2026-03-02T00:00:00Z","merge_sha":"abcdef0","head_branch":"ada/SHOP-12-cart","base_branch":"main","requester":"bob","review_known":true,"approvals":[{"person":"bob","at":"2026-03-01T10:00:00Z"}],"labels":["big"]}""";
    private const string Incident = """{"type":"incident","id":"i1","severity":"sev2","opened_at":"2026-03-03T00:00:00Z","closed_at":"2026-03-04T00:00:00Z","changes":["ABCDEF01"],"deployment":7,"service":"shop"}""";
    private const string WorkItem = """{"type":"work_item","id":"SHOP-12","owner":"ada","status":"in_progress","opened_at":"2026-03-01T00:00:00Z","parent":"SHOP-1","cost_centre":"CC-100"}""";
    private const string Usage = """{"type":"usage","id":"u1","at":"2026-03-01T18:00:00.5Z","person":"ada","tool":"claude-code","model":"claude-sonnet-4-5","session":"s1","repository":"shop","branch":"main","ticket":"SHOP-12","input":10,"cache_read":20,"cache_write_5m":30,"cache_write_1h":40,"output":50,"reasoning":5,"credits":1.5,"cost_usd":"0.25","autonomous":true}""";

    private static readonly TextHasher Hasher = new(3, 4);
    private static readonly MessageReader Messages = new(Hasher, "[A-Z][A-Z0-9]+-[0-9]+");
    private static readonly DateTimeOffset Late = At("2027-01-01T00:00:00Z");

    [Fact]
    public void Every_type_is_read_with_every_field()
    {
        var log = Log(out var report, Deployment, Request, Incident, WorkItem, Usage);
        var events = log.At(Late);
        Assert.Empty(report.Skipped);
        Assert.Equal(
            new DeploymentEvent("events", "d1", "shop", null, "production", "abcdef0", DeploymentStatus.Success, At("2026-03-02T13:00:00Z"), null),
            Assert.Single(events.Deployments));
        var request = Assert.Single(events.Requests);
        Assert.Equal(("4", "shop", "ada", "bob", true), (request.Id, request.Repository, request.Author, request.Requester, request.ReviewKnown));
        Assert.Equal((Hasher.Title("PAY-3: Add cart"), "abcdef0", "ada/SHOP-12-cart", "main"), (request.Title, request.MergeSha, request.HeadBranch, request.BaseBranch));
        Assert.Equal([new("bob", At("2026-03-01T10:00:00Z"))], request.Approvals);
        Assert.Equal(["big"], request.Labels);
        Assert.Equal(["PAY-3", "SHOP-12"], request.Tickets);
        var incident = Assert.Single(events.Incidents);
        Assert.Equal((2, "7", "shop", At("2026-03-04T00:00:00Z")), (incident.Severity, incident.Deployment, incident.Service, incident.ClosedAt));
        Assert.Equal(["abcdef01"], incident.Changes);
        Assert.Equal(
            new WorkItemEvent("events", "SHOP-12", "ada", WorkItemStatus.InProgress, At("2026-03-01T00:00:00Z"), null, "SHOP-1", "CC-100"),
            Assert.Single(events.WorkItems));
        Assert.Equal(
            new UsageRow
            {
                Key = "events/u1", OccurredAt = At("2026-03-01T18:00:00.5Z"), Person = "ada", Tool = "claude-code", Model = "claude-sonnet-4-5", Session = "s1",
                Repository = "shop", Branch = "main", Ticket = "SHOP-12", Tokens = new(10, 20, 30, 40, 50, 5), Credits = 1.5m, ReportedCostUsd = 0.25m,
                Autonomous = true, Quality = UsageQuality.Reported,
            },
            Assert.Single(log.UsageAt(Late)));
    }

    [Fact]
    public void No_title_is_kept()
    {
        var batch = Batch(out _, Request.Replace("Add cart", "Canary of ours"));
        Assert.DoesNotContain("Canary", Encoding.UTF8.GetString(Assert.Single(batch.Events).Body));
    }

    [Fact]
    public void The_same_event_has_the_same_body_whatever_the_lines_order_of_fields()
    {
        const string Other = """{"finished_at":"2026-03-02T13:00:00Z","status":"success","sha":"abcdef0","extra":{"x":[1]},"environment":"production","service":null,"repository":"shop","id":"d1","type":"deployment"}""";
        var events = Batch(out _, Deployment, Other).Events;
        Assert.Equal(events[0].Body, events[1].Body);
    }

    [Theory]
    [InlineData("{", "not valid JSON: the line breaks off")]
    [InlineData("""{"type":"deployment","id":"d1","rep""", "not valid JSON: the line breaks off")]
    [InlineData("{]}", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{}", "field \"type\" is missing")]
    [InlineData("""{"type":7,"id":"a"}""", "field \"type\" is not text")]
    [InlineData("""{"type":"deploy","id":"a"}""", "unknown type \"deploy\"")]
    [InlineData("""{"type":"deployment"}""", "field \"id\" is missing")]
    [InlineData("""{"type":"deployment","id":{}}""", "field \"id\" is not text")]
    [InlineData("""{"type":"deployment","id":""}""", "field \"id\" is not a text or an integer")]
    [InlineData("""{"type":"deployment","id":1.5}""", "field \"id\" is not a text or an integer")]
    [InlineData("""{"type":"work_item","id":"A-1","status":"open","opened_at":"\ud800"}""", "a text with half of a surrogate pair")]
    [InlineData("""{"type":"work_item","id":"A-1","\ud800":1}""", "a text with half of a surrogate pair")]
    public void A_line_that_is_no_event_is_refused(string line, string reason) => Assert.Equal(reason, Refusal(line));

    [Theory]
    [InlineData("sha", "\"abcdef\"", "field \"sha\" is not 7 to 64 hexadecimal digits")]
    [InlineData("sha", "\"abcdefg\"", "field \"sha\" is not 7 to 64 hexadecimal digits")]
    [InlineData("sha", "12345678", "field \"sha\" is not 7 to 64 hexadecimal digits")]
    [InlineData("sha", "null", "field \"sha\" is missing")]
    [InlineData("status", "\"ok\"", "field \"status\" is not one of success, failure, cancelled")]
    [InlineData("status", "1", "field \"status\" is not one of success, failure, cancelled")]
    [InlineData("finished_at", "\"yesterday\"", "field \"finished_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("finished_at", "\"2026-03-02\"", "field \"finished_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("finished_at", "\"2026-13-02T00:00:00Z\"", "field \"finished_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("finished_at", "\"0001-01-01T00:00:00Z\"", "field \"finished_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("finished_at", "\"9999-12-31T23:59:59-12:00\"", "field \"finished_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("finished_at", "1767225600", "field \"finished_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("repository", "7", "field \"repository\" is not text")]
    [InlineData("repository", "\" \"", "field \"repository\" is not a name")]
    [InlineData("environment", "[\"production\"]", "field \"environment\" is not text")]
    [InlineData("updated_at", "\"late\"", "field \"updated_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("source", "{}", "field \"source\" is not text")]
    public void A_deployment_with_a_wrong_field_is_refused(string field, string value, string reason) => Assert.Equal(reason, Refusal(With(Deployment, field, value)));

    [Theory]
    [InlineData("id", "\"four\"", "field \"id\" is not a request's number")]
    [InlineData("id", "-4", "field \"id\" is not a request's number")]
    [InlineData("title", "null", "field \"title\" is missing")]
    [InlineData("title", "5", "field \"title\" is not text")]
    [InlineData("review_known", "\"yes\"", "field \"review_known\" is not true or false")]
    [InlineData("review_known", "null", "field \"review_known\" is missing")]
    [InlineData("approvals", "null", "field \"approvals\" is missing")]
    [InlineData("approvals", "{}", "field \"approvals\" is not a list")]
    [InlineData("approvals", "[\"bob\"]", "field \"approvals\" is not a list of {person, at}")]
    [InlineData("approvals", "[{\"person\":\"bob\"}]", "approvals: field \"at\" is missing")]
    [InlineData("labels", "[1]", "field \"labels\" is not text")]
    public void A_request_with_a_wrong_field_is_refused(string field, string value, string reason) => Assert.Equal(reason, Refusal(With(Request, field, value)));

    [Theory]
    [InlineData("severity", "\"sev6\"", "field \"severity\" is not one of sev1, sev2, sev3, sev4, sev5")]
    [InlineData("severity", "2", "field \"severity\" is not one of sev1, sev2, sev3, sev4, sev5")]
    [InlineData("changes", "\"abcdef0\"", "field \"changes\" is not a list")]
    [InlineData("changes", "[\"xyz\"]", "field \"changes\" is not 7 to 64 hexadecimal digits")]
    public void An_incident_with_a_wrong_field_is_refused(string field, string value, string reason) => Assert.Equal(reason, Refusal(With(Incident, field, value)));

    [Theory]
    [InlineData("input", "-1", "field \"input\" is not an integer from 0 to 1000000000000")]
    [InlineData("input", "1.5", "field \"input\" is not an integer from 0 to 1000000000000")]
    [InlineData("input", "\"10\"", "field \"input\" is not an integer from 0 to 1000000000000")]
    [InlineData("output", "99999999999999999999999", "field \"output\" is not an integer from 0 to 1000000000000")]
    [InlineData("output", "null", "field \"output\" is missing")]
    [InlineData("cost_usd", "\"much\"", "field \"cost_usd\" is not a number from 0 to 1000000")]
    [InlineData("cost_usd", "-1", "field \"cost_usd\" is not a number from 0 to 1000000")]
    [InlineData("credits", "1e99", "field \"credits\" is not a number from 0 to 1000000")]
    [InlineData("autonomous", "1", "field \"autonomous\" is not true or false")]
    [InlineData("person", "\"\"", "field \"person\" is not a name")]
    public void A_usage_event_with_a_wrong_field_is_refused(string field, string value, string reason) => Assert.Equal(reason, Refusal(With(Usage, field, value)));

    [Theory]
    [InlineData("status", "\"closed\"", "field \"status\" is not one of open, in_progress, done, cancelled")]
    [InlineData("owner", "[]", "field \"owner\" is not text")]
    public void A_work_item_with_a_wrong_field_is_refused(string field, string value, string reason) => Assert.Equal(reason, Refusal(With(WorkItem, field, value)));

    [Fact]
    public void A_bad_line_is_left_out_alone_with_its_number()
    {
        var report = new IngestReport();
        using var input = new MemoryStream([.. Encoding.UTF8.GetBytes($"\uFEFF{Deployment}\r\n\r\n{{]}}\n"), .. "{\"type\":\"\xff\"}"u8, 0xff, (byte)'\n', .. Encoding.UTF8.GetBytes($"{Incident}\n{WorkItem[..40]}")]);
        var batch = EventReader.Read(input, "events.jsonl", Messages, report, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["deployment", "incident"], batch.Events.Select(e => e.Type));
        Assert.Equal(
            [new("events.jsonl", 3, "not valid JSON"), new("events.jsonl", 4, "not valid UTF-8"), new("events.jsonl", 6, "not valid JSON: the line breaks off")],
            report.Skipped);
        Assert.Equal((1, 6L, input.Length), (report.Files, report.LinesRead, report.Bytes));
    }

    [Fact]
    public void A_long_line_is_read_and_a_monstrous_one_is_passed_over()
    {
        var huge = $"{{\"type\":\"{new string('x', 17 * 1024 * 1024)}\"}}";
        var batch = Batch(out var report, With(Deployment, "extra", $"\"{new string('x', 5_000_000)}\""), huge, Incident, huge);
        Assert.Equal(["deployment", "incident"], batch.Events.Select(e => e.Type));
        Assert.Equal([2L, 4L], report.Skipped.Select(s => s.Line));
        Assert.All(report.Skipped, s => Assert.Equal("longer than 16 MB", s.Reason));
    }

    [Fact]
    public void A_file_that_is_not_there_or_empty_is_reported_or_empty()
    {
        var report = new IngestReport();
        Assert.Empty(EventReader.Read(Path.Join(Path.GetTempPath(), "no-such-events.jsonl"), Messages, report, cancellation: TestContext.Current.CancellationToken).Events);
        Assert.StartsWith("can't be read", Assert.Single(report.Skipped).Reason);
        Assert.Empty(Batch(out report).Events);
        Assert.Empty(report.Skipped);
    }

    [Fact]
    public void Lines_are_found_whatever_the_streams_pieces()
    {
        var report = new IngestReport();
        using var input = new Drops(Encoding.UTF8.GetBytes($"{Deployment}\n{Incident}\r\n{WorkItem}"));
        Assert.Equal(3, EventReader.Read(input, "drops", Messages, report, cancellation: TestContext.Current.CancellationToken).Events.Count);
        Assert.Empty(report.Skipped);
    }

    [Fact]
    public void The_source_of_a_line_goes_before_that_of_the_reader()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes($"{Deployment}\n{With(Deployment, "source", "\"forge\"")}"));
        Assert.Equal(["hooks", "forge"], EventReader.Read(input, "x", Messages, new(), source: "hooks", cancellation: TestContext.Current.CancellationToken).Events.Select(e => e.Source));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time);

    private static string With(string line, string field, string value)
    {
        var fields = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
        fields[field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return fields.ToJsonString();
    }

    private static EventBatch Batch(out IngestReport report, params string[] lines)
    {
        report = new();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return EventReader.Read(input, "events.jsonl", Messages, report, cancellation: TestContext.Current.CancellationToken);
    }

    private static EventLog Log(out IngestReport report, params string[] lines) => EventLog.From(Batch(out report, lines).Events);

    private static string Refusal(string line)
    {
        Assert.Empty(Batch(out var report, line).Events);
        return Assert.Single(report.Skipped).Reason;
    }

    private sealed class Drops(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
