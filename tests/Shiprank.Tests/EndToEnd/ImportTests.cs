using System.Text.Json.Nodes;
using Shiprank.Cli;
using Shiprank.Tests.Cli;
using Shiprank.Tests.Forges;

namespace Shiprank.Tests.EndToEnd;

/// <summary>The commands <c>import</c> and <c>event</c> on files and a store.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly CliRun run = new();

    public ImportTests() => run.Write("shiprank.yaml", """
        organisation: Northwind
        repositories:
          - { name: hello, path: ./hello, url: "https://github.com/Codertocat/Hello-World.git" }
          - { name: shop, path: ./shop, url: "https://gitlab.example.com/northwind/shop.git" }
        """);

    [Fact]
    public void Githubs_own_examples_are_imported_once_however_often()
    {
        Assert.Equal(ExitCode.Ok, Import("github", OctokitExamples.File, "--json"));
        var first = run.Document;
        Assert.Equal(329, first.GetProperty("items").GetInt32());
        Assert.Equal(33, first.GetProperty("events").GetProperty("byType").GetProperty("request").GetInt32());
        Assert.True(first.GetProperty("events").GetProperty("added").GetInt32() > 20);
        Assert.Empty(first.GetProperty("ingest").GetProperty("skipped").EnumerateArray());
        Assert.Contains(first.GetProperty("ignored").EnumerateArray(), i => i.GetProperty("reason").GetString() == "star: tells nothing of delivery" && i.GetProperty("count").GetInt32() == 3);
        Assert.Equal(ExitCode.Ok, Import("github", OctokitExamples.File, "--json"));
        Assert.Equal(0, run.Document.GetProperty("events").GetProperty("added").GetInt32());
    }

    [Fact]
    public void A_payload_is_read_by_its_shape_by_a_name_and_in_envelopes()
    {
        var payload = OctokitExamples.Of("deployment_status");
        run.Write("bare.json", payload.ToJsonString(new() { WriteIndented = true }));
        run.Write("lines.jsonl", string.Join('\n',
            new JsonObject { ["event"] = "deployment_status", ["delivery"] = "g1", ["payload"] = payload.DeepClone() }.ToJsonString(),
            new JsonObject { ["headers"] = new JsonObject { ["X-GitHub-Event"] = "deployment_status", ["X-GitHub-Delivery"] = "g2" }, ["body"] = payload.DeepClone() }.ToJsonString(),
            new JsonObject { ["headers"] = new JsonObject { ["x-github-event"] = new JsonArray("deployment_status") }, ["body"] = payload.ToJsonString() }.ToJsonString(),
            new JsonObject { ["x-github-event"] = "deployment_status", ["body"] = payload.DeepClone(), ["timestamp"] = 1772532000000 }.ToJsonString(),
            payload.ToJsonString()));
        Assert.Equal(ExitCode.Ok, Import("github", "bare.json"));
        Assert.Contains("1 delivery; 1 event: 1 deployment", run.Out);
        Assert.Contains("1 new", run.Out);
        Assert.Equal(ExitCode.Ok, Import("github", "lines.jsonl"));
        Assert.Contains("5 deliveries; 5 events: 5 deployment", run.Out);
        Assert.Contains("stored   0 new", run.Out);
        Assert.Equal(ExitCode.Partial, Import("github", "bare.json", "--event", "pull_request"));
        Assert.Contains("bare.json:1: github pull_request: field \"pull_request\" is missing", run.Error);
    }

    [Fact]
    public void What_is_wrong_is_named_by_file_and_line_and_the_rest_is_taken()
    {
        run.Write("mixed.jsonl", """
            {"event":"issues","payload":{"repository":{"full_name":"Codertocat/Hello-World"},"issue":{"number":1,"created_at":"yesterday"}}}
            {"nothing":"canary5vq8zk"}
            {"event":"issues","payload":
            {"event":"issues","payload":{"repository":{"full_name":"Codertocat/Hello-World"},"issue":{"number":1,"created_at":"2026-03-01T00:00:00Z","title":"\ud800"}}}
            {"event":"issues","payload":{"repository":{"full_name":"Codertocat/Hello-World"},"issue":{"number":1,"created_at":"2026-03-01T00:00:00Z","state":"open"}}}
            """);
        Assert.Equal(ExitCode.Partial, Import("github", "mixed.jsonl", "no-such-file.json", "--json"));
        Assert.Equal(1, run.Document.GetProperty("events").GetProperty("added").GetInt32());
        Assert.Equal(
            [
                (1, "github issues: field \"issue.created_at\" is not a time from 1970 on"), (2, "nothing tells which event this is of: name it with --event"),
                (3, "not valid JSON, or nested too deep"), (4, "github issues: a text with half of a surrogate pair"),
            ],
            run.Document.GetProperty("ingest").GetProperty("skipped").EnumerateArray().Where(s => s.GetProperty("file").GetString()!.EndsWith("mixed.jsonl", StringComparison.Ordinal)).Select(s => (s.GetProperty("line").GetInt32(), s.GetProperty("reason").GetString())));
        Assert.Contains(run.Document.GetProperty("ingest").GetProperty("skipped").EnumerateArray(), s => s.GetProperty("reason").GetString()!.StartsWith("can't be read", StringComparison.Ordinal));
        Assert.DoesNotContain("canary5vq8zk", run.Out + run.Error);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("[]", 0)]
    [InlineData("7", 1)]
    [InlineData("[1,[2]]", 2)]
    [InlineData("{\n\"a\":\n", 1)]
    public void Files_without_deliveries_are_said_or_empty(string text, int skipped)
    {
        run.Write("odd.json", text);
        Assert.Equal(skipped == 0 ? ExitCode.Ok : ExitCode.Partial, Import("github", "odd.json", "--json"));
        Assert.Equal(skipped, run.Document.GetProperty("ingest").GetProperty("skipped").GetArrayLength());
    }

    [Fact]
    public void Gitlabs_payloads_tell_their_kind_themselves()
    {
        Assert.Equal(ExitCode.Ok, Import("gitlab", [.. Directory.EnumerateFiles(Fixtures.Of("gitlab")), "--json"]));
        Assert.Equal(7, run.Document.GetProperty("items").GetInt32());
        Assert.Equal(
            ["deployment 1", "push 1", "release 1", "request 1", "work_item 1"],
            run.Document.GetProperty("events").GetProperty("byType").EnumerateObject().Select(t => $"{t.Name} {t.Value}"));
    }

    [Fact]
    public void Incidents_come_by_a_mapping_of_ones_own_or_of_the_product()
    {
        run.Write("alerts.json", """[{"id":"1","severity":"P1","opened_at":"2026-03-03T10:00:00Z"},{"id":"2"}]""");
        Assert.Equal(ExitCode.Partial, Import("incidents", "--mapping", "alert", "alerts.json", "--json"));
        Assert.Equal(1, run.Document.GetProperty("events").GetProperty("byType").GetProperty("incident").GetInt32());
        run.Write("mine.yaml", "name: mine\nevents:\n  - type: incident\n    fields: { id: id, severity: { value: sev2 }, openned_at: a }\n");
        Assert.Equal(ExitCode.Failure, Import("incidents", "--mapping", "mine.yaml", "alerts.json"));
        Assert.Contains("mine.yaml:4: unknown key \"openned_at\" (the nearest known key is \"opened_at\")", run.Error);
        Assert.Equal(ExitCode.NotFound, Import("incidents", "--mapping", "pagerdutty", "alerts.json"));
        Assert.Contains("alert, alertmanager, opsgenie, pagerduty", run.Error);
        Assert.Equal(ExitCode.Usage, Import("incidents", "alerts.json"));
    }

    [Fact]
    public void A_later_export_of_tickets_replaces_an_earlier_one()
    {
        const string Head = "id,owner,status,opened_at\n";
        run.Write("t.csv", Head + "A-1,ada,open,2026-03-01T00:00:00Z\n");
        Assert.Equal(ExitCode.Ok, Import("tickets", "t.csv"));
        run.Write("t.csv", Head + "A-1,bob,open,2026-03-01T00:00:00Z\n");
        Assert.Equal(ExitCode.Ok, Import("tickets", "t.csv"));
        Assert.Contains("stored   1 new", run.Out);
        run.Write("t.csv", Head + "A-1,ada,open,2026-03-01T00:00:00Z\n");
        Assert.Equal(ExitCode.Ok, Import("tickets", "t.csv"));
        Assert.Contains("stored   1 new", run.Out);
        Assert.Equal(ExitCode.Ok, Import("tickets", "t.csv"));
        Assert.Contains("stored   0 new", run.Out);
        Assert.Contains("event work_item tickets A-1", StoreFacts.Of(Path.Combine(run.Folder, "data"))[^1]);
    }

    [Fact]
    public void Columns_and_statuses_are_checked_before_anything_is_read()
    {
        Assert.Equal(ExitCode.Usage, Import("tickets", "t.csv", "--column", "owner"));
        Assert.Contains("'owner' is not FIELD=NAME", run.Error);
        Assert.Equal(ExitCode.Usage, Import("tickets", "t.csv", "--column", "ownr=x"));
        Assert.Equal(ExitCode.Usage, Import("jira", "t.csv", "--status", "Doing=doing"));
        Assert.Contains("has to be one of open, in_progress, done, cancelled", run.Error);
        run.Write("t.csv", "Nr,Who,State,Since\nA-1,ada,Doing,2026-03-01\n");
        Assert.Equal(ExitCode.Ok, Import("tickets", "t.csv", "--column", "id=Nr", "--column", "owner=Who", "--column", "status=State", "--column", "opened_at=Since", "--status", "Doing=in_progress"));
    }

    [Fact]
    public void A_job_tells_one_event_and_again_the_same_one()
    {
        string[] told = ["deployment", "--repository", "hello", "--sha", "4F2A9C1", "--finished-at", "2026-03-03T15:04:05Z", "--json"];
        Assert.Equal(ExitCode.Ok, Event(told));
        var id = run.Document.GetProperty("id").GetString();
        Assert.Matches("^[0-9a-f]{16}$", id);
        Assert.True(run.Document.GetProperty("added").GetBoolean());
        Assert.Equal(ExitCode.Ok, Event(told));
        Assert.Equal((id, false), (run.Document.GetProperty("id").GetString(), run.Document.GetProperty("added").GetBoolean()));
        Assert.Equal(ExitCode.Ok, Event("deployment", "--repository", "hello", "--sha", "4f2a9c1", "--id", "d-1", "--status", "failure"));
        Assert.Equal("deployment d-1 stored; shiprank sync scores it\n", run.Out);
        Assert.Equal(ExitCode.Ok, Event("incident", "--severity", "sev2", "--change", "4f2a9c1", "--change", "0123abc", "--deployment", "d-1"));
        Assert.Equal(ExitCode.Ok, Event("incident-link", "--incident", "i1", "--change", "4f2a9c1"));
        Assert.Equal(ExitCode.Ok, Event("request", "--repository", "hello", "--id", "4", "--title", "canary5vq8zk", "--author", "ada", "--opened-at", "2026-03-01T00:00:00Z", "--approval", "bob=2026-03-02T00:00:00Z", "--review-known"));
        Assert.Equal(ExitCode.Ok, Event("review", "--repository", "hello", "--request", "4", "--person", "eve"));
        Assert.Equal(ExitCode.Ok, Event("work_item", "--id", "SHOP-1", "--owner", "ada"));
        Assert.Equal(ExitCode.Ok, Event("usage", "--person", "ada", "--tool", "kiro", "--input", "10", "--credits", "1.5"));
        Assert.Empty(Privacy.StoredTexts.PlacesOf("canary5vq8zk", Path.Combine(run.Folder, "data")));
    }

    [Theory]
    [InlineData("deployment --repository hello", "field \"sha\" is missing")]
    [InlineData("deployment --repository hello --sha xyz", "field \"sha\" is not 7 to 64 hexadecimal digits")]
    [InlineData("deployment --repository hallo --sha 4f2a9c1", "no repository \"hallo\" in the organisation file")]
    [InlineData("deployment --repository hello --sha 4f2a9c1 --finished-at today", "field \"finished_at\" is not an ISO 8601 time from 1970 on")]
    [InlineData("request --repository hello --title x --author ada --opened-at 2026-03-01T00:00:00Z", "field \"id\" is missing")]
    [InlineData("work-item --owner ada", "field \"id\" is missing")]
    [InlineData("usage --person ada --tool kiro --input many", "field \"input\" is not an integer")]
    [InlineData("", "say what happened")]
    [InlineData("deploy", "deploy")]
    public void An_event_that_lacks_something_is_refused(string arguments, string reason)
    {
        Assert.Equal(ExitCode.Usage, Event(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(reason, run.Error);
    }

    [Fact]
    public void Lines_come_from_a_file_and_the_bad_ones_are_named()
    {
        run.Write("e.jsonl", """
            {"type":"incident","id":"i1","severity":"sev1","opened_at":"2026-03-03T00:00:00Z"}
            {"type":"incident","id":"i2"}
            {"type":"push","id":"p1","repository":"hello","ref":"refs/heads/main","after":"4f2a9c1","at":"2026-03-03T00:00:00Z"}
            """);
        Assert.Equal(ExitCode.Partial, Event("--file", "e.jsonl"));
        Assert.Contains("e.jsonl:2: field \"severity\" is missing", run.Error);
        Assert.Contains("stored   2 new", run.Out);
        Assert.Equal(ExitCode.Partial, Event("--file", "e.jsonl"));
        Assert.Contains("stored   0 new", run.Out);
    }

    public void Dispose() => run.Dispose();

    private ExitCode Import(string what, params string[] arguments) => run.Run(["import", what, .. arguments, "--config", "shiprank.yaml", "--data", "data"]);

    private ExitCode Event(params string[] arguments) => run.Run(["event", .. arguments, "--config", "shiprank.yaml", "--data", "data"]);
}
