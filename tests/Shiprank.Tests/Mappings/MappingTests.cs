using System.Text;
using System.Text.Json.Nodes;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Mappings;
using Shiprank.Tests.Forges;

namespace Shiprank.Tests.Mappings;

/// <summary>The mappings that come with the product, on documents of the tools' documented form.</summary>
public sealed class MappingTests
{
    [Fact]
    public void An_incident_of_pagerduty_is_followed_from_trigger_to_resolution_in_any_order()
    {
        string[] told = [PagerDuty("incident.triggered", "triggered", "2026-03-03T10:00:05.100Z"), PagerDuty("incident.resolved", "resolved", "2026-03-03T12:00:00Z"), PagerDuty("incident.priority_updated", "resolved", "2026-03-04T09:00:00Z", "P1")];
        foreach (var order in new[] { told, [.. told.Reverse()] })
        {
            var incident = Assert.Single(Standing("pagerduty", order).Incidents);
            Assert.Equal(("pagerduty", "PGR0VU2", 1, Time("2026-03-03T10:00:00Z"), Time("2026-03-03T12:00:00Z")), (incident.Source, incident.Id, incident.Severity, incident.OpenedAt, incident.ClosedAt));
            Assert.Null(incident.Service);
        }

        Assert.Equal(3, Assert.Single(Standing("pagerduty", told[0]).Incidents).Severity);
        Assert.Null(Assert.Single(Standing("pagerduty", told[0]).Incidents).ClosedAt);
    }

    [Fact]
    public void What_caused_it_comes_from_custom_fields_and_notes()
    {
        const string Fields = """{"event":{"event_type":"incident.custom_field_values.updated","occurred_at":"2026-03-03T11:00:00Z","data":{"type":"incident_field_values","incident":{"id":"PGR0VU2"},"custom_fields":[{"name":"caused_by","value":"4f2a9c1d, 0123abc"},{"name":"deployment","value":"d-812"},{"name":"impact","value":"deadbeef00"}]}}}""";
        const string Note = """{"event":{"event_type":"incident.annotated","occurred_at":"2026-03-03T11:30:00Z","data":{"type":"incident_note","id":"N1","incident":{"id":"PGR0VU2"},"content":"canary5vq8zk looked. Root cause: 89abcde and nothing 7777777"}}}""";
        var incident = Assert.Single(Standing("pagerduty", Note, Fields, PagerDuty("incident.triggered", "triggered", "2026-03-03T10:00:05Z")).Incidents);
        Assert.Equal(["4f2a9c1d", "0123abc", "89abcde"], incident.Changes);
        Assert.Equal("d-812", incident.Deployment);
        Assert.DoesNotContain("canary5vq8zk", string.Concat(Read("pagerduty", Note).Select(e => Encoding.UTF8.GetString(e.Body))), StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_about_something_else_are_ignored()
    {
        var reading = Mapping("pagerduty").Read(Encoding.UTF8.GetBytes("""{"event":{"event_type":"service.updated","data":{"type":"service"}}}"""), ForgeSite.Messages);
        Assert.Equal("pagerduty: no rule of the mapping fits", reading.Ignored);
    }

    [Fact]
    public void An_alert_of_opsgenie_has_its_times_in_milli_and_nanoseconds()
    {
        const string Create = """{"action":"Create","alert":{"alertId":"052652ac","message":"canary5vq8zk","createdAt":1772532000000,"updatedAt":1772532001500000000,"priority":"P2","details":{"service":"shop-api"}}}""";
        const string Details = """{"action":"AddDetails","alert":{"alertId":"052652ac","createdAt":1772532000000,"updatedAt":1772535600000000000,"details":{"caused_by":"4f2a9c1","deployment":"d-812"}}}""";
        const string Close = """{"action":"Close","alert":{"alertId":"052652ac","createdAt":1772532000000,"updatedAt":1772539200000000000,"priority":"P2","details":{"service":"shop-api"}}}""";
        var incident = Assert.Single(Standing("opsgenie", Close, Details, Create).Incidents);
        Assert.Equal((2, Time("2026-03-03T10:00:00Z"), Time("2026-03-03T12:00:00Z"), "shop-api", "d-812"), (incident.Severity, incident.OpenedAt, incident.ClosedAt, incident.Service, incident.Deployment));
        Assert.Equal(["4f2a9c1"], incident.Changes);
    }

    [Fact]
    public void Each_firing_of_an_alert_is_an_incident_of_its_own()
    {
        const string Document = """
            {"version":"4","status":"firing","alerts":[
              {"status":"resolved","fingerprint":"aa","startsAt":"2026-03-03T10:00:00Z","endsAt":"2026-03-03T11:00:00Z","labels":{"severity":"critical","service":"shop"}},
              {"status":"firing","fingerprint":"aa","startsAt":"2026-03-03T12:00:00.123456789Z","endsAt":"0001-01-01T00:00:00Z","labels":{"severity":"page"},"annotations":{"summary":"canary5vq8zk"}},
              {"status":"firing","fingerprint":"bb","startsAt":"2026-03-03T12:00:00Z","endsAt":"0001-01-01T00:00:00Z","labels":{"severity":"warning"}}]}
            """;
        var incidents = Standing("alertmanager", Document).Incidents;
        Assert.Equal(Time("2026-03-03T12:00:00.1234567Z"), incidents[1].OpenedAt);
        Assert.Equal([("aa/2026-03-03T10:00:00Z", 1, Time("2026-03-03T11:00:00Z")), ("aa/2026-03-03T12:00:00.123456789Z", 2, null)], incidents.Select(i => (i.Id, i.Severity, i.ClosedAt)));
    }

    [Fact]
    public void A_plain_alert_comes_alone_or_in_a_list()
    {
        const string One = """{"id":"42","status":"resolved","severity":"high","opened_at":"2026-03-03T10:00:00Z","closed_at":"2026-03-03T11:00:00Z","service":"shop-api","caused_by":["4f2a9c1"],"deployment":"d-812"}""";
        var (alone, listed) = (Standing("alert", One), Standing("alert", $"{{\"alerts\":[{One}]}}"));
        Assert.Equal(ForgeSite.Shown(alone), ForgeSite.Shown(listed));
        Assert.Equal((2, "d-812"), (Assert.Single(alone.Incidents).Severity, alone.Incidents[0].Deployment));
    }

    [Fact]
    public void An_item_that_lacks_what_its_event_needs_is_a_problem_and_the_others_are_taken()
    {
        var reading = Mapping("alert").Read(Encoding.UTF8.GetBytes("""{"alerts":[{"id":"1"},{"id":"2","opened_at":"2026-03-03T10:00:00Z"},{"id":"3","opened_at":"canary5vq8zk"}]}"""), ForgeSite.Messages);
        Assert.Equal("2", Assert.Single(reading.Events).Id);
        Assert.Equal(["alert incident: field \"opened_at\" is missing", "alert incident: field \"opened_at\" is not an ISO 8601 time from 1970 on"], reading.Problems.Select(p => p.ToString()));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    public void What_is_no_document_is_a_problem(string json) => Assert.Single(Mapping("alert").Read(Encoding.UTF8.GetBytes(json), ForgeSite.Messages).Problems);

    [Fact]
    public void A_mapping_makes_any_type_of_event()
    {
        var mapping = MappingReader.Parse("""
            name: ci
            events:
              - type: deployment
                when: [{ from: state, not: [queued, running] }]
                fields:
                  id: { join: [pipeline, number] }
                  repository: { value: shop }
                  environment: { from: target, map: { live: production }, otherwise: staging }
                  sha: commit
                  status: { from: state, map: { passed: success, broken: failure }, otherwise: cancelled }
                  finished_at: { from: at, epoch: s }
                  production: { value: true }
            """, "ci.yaml").Value!;
        var events = mapping.Read(Encoding.UTF8.GetBytes("""{"pipeline":"main","number":7,"target":"LIVE","commit":"4F2A9C1","state":"passed","at":1772532000}"""), ForgeSite.Messages).Events;
        Assert.Equal(
            new("ci", "main/7", "shop", null, "production", "4f2a9c1", DeploymentStatus.Success, Time("2026-03-03T10:00:00Z"), null) { Production = true },
            Assert.Single(EventLog.From(events).At(DateTimeOffset.MaxValue).Deployments));
        Assert.NotNull(mapping.Read(Encoding.UTF8.GetBytes("""{"state":"queued"}"""), ForgeSite.Messages).Ignored);
    }

    private static string PagerDuty(string type, string status, string at, string? priority = null) => new JsonObject
    {
        ["event"] = new JsonObject
        {
            ["id"] = "01BRB6", ["event_type"] = type, ["resource_type"] = "incident", ["occurred_at"] = at, ["agent"] = null,
            ["data"] = new JsonObject
            {
                ["id"] = "PGR0VU2", ["type"] = "incident", ["number"] = 2, ["status"] = status, ["created_at"] = "2026-03-03T10:00:00Z", ["title"] = "canary5vq8zk", ["urgency"] = "high",
                ["service"] = new JsonObject { ["summary"] = "API Service" }, ["priority"] = priority is null ? null : new JsonObject { ["summary"] = priority },
            },
        },
    }.ToJsonString();

    private static Mapping Mapping(string name) => MappingReader.Parse(MappingLibrary.Text(name)!, name).Value!;

    private static IReadOnlyList<StoredEvent> Read(string mapping, params IReadOnlyList<string> documents) => [.. documents.SelectMany(d =>
    {
        var reading = Mapping(mapping).Read(Encoding.UTF8.GetBytes(d), ForgeSite.Messages);
        Assert.Empty(reading.Problems);
        return reading.Events;
    })];

    private static DeliveryEvents Standing(string mapping, params IReadOnlyList<string> documents) => EventLog.From(Read(mapping, documents)).At(DateTimeOffset.MaxValue);

    private static DateTimeOffset Time(string time) => DateTimeOffset.Parse(time);
}
