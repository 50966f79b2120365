using System.Text.Json.Nodes;
using Shiprank.Core.Delivery;
using Shiprank.Sources.GitLab;
using static Shiprank.Tests.Forges.ForgeSite;

namespace Shiprank.Tests.Forges;

/// <summary>Fixtures with the fields of GitLab's documentation, and what is made of them by editing.</summary>
public sealed class GitLabTests
{
    private const string Head = "da1560886d4f094c3e6c9ef40349f7d38b5d27d7";

    [Fact]
    public void Every_fixture_is_read()
    {
        foreach (var name in new[] { "push", "merge-request", "deployment", "pipeline", "release", "issue" }) Assert.NotEmpty(ForgeSite.Events(ReadGitLab(Payload(name))));
    }

    [Theory]
    [InlineData("Job Hook", "build")]
    [InlineData("Note Hook", "note")]
    [InlineData("Wiki Page Hook", "wiki_page")]
    [InlineData("Feature Flag Hook", "feature_flag")]
    [InlineData("System Hook", "")]
    public void Other_hooks_are_ignored_with_a_reason(string header, string kind) =>
        Assert.EndsWith("tells nothing of delivery", ReadGitLab(kind.Length == 0 ? [] : new JsonObject { ["object_kind"] = kind }, header).Ignored);

    [Fact]
    public void A_merge_request_is_read_whole()
    {
        var request = Assert.Single(Standing(ReadGitLab(Payload("merge-request"))).Requests);
        Assert.Equal(
            ("gitlab", "7", "shop", "ada", Time("2026-03-01T08:00:00Z"), "ada/SHOP-12-cart", "main", "bob"),
            (request.Source, request.Id, request.Repository, request.Author, request.OpenedAt, request.HeadBranch, request.BaseBranch, request.Requester));
        Assert.Equal((null, null, null), (request.MergedAt, request.ClosedAt, request.MergeSha));
        Assert.Equal(["cart"], request.Labels);
        Assert.Equal(["SHOP-12", "PAY-4", "#3"], request.Tickets);
    }

    [Fact]
    public void What_a_merge_hook_lacks_another_hook_and_the_api_have()
    {
        var merge = Changed("merge-request", "merge", "merged", "2026-03-02 10:00:00 UTC", BobActs);
        merge["object_attributes"]!["author_id"] = 52;
        var alone = Assert.Single(Standing(ReadGitLab(merge)).Requests);
        Assert.Equal(("", Time("2026-03-02T10:00:00Z"), null), (alone.Author, alone.MergedAt, alone.MergeSha));

        merge["object_attributes"]!["author_id"] = 51;
        var withOpening = Assert.Single(Standing(ReadGitLab(merge), ReadGitLab(Payload("merge-request"))).Requests);
        Assert.Equal(("ada", null), (withOpening.Author, withOpening.MergeSha));

        var api = new JsonObject
        {
            ["object_kind"] = "merge_request",
            ["project"] = new JsonObject { ["path_with_namespace"] = "northwind/shop", ["web_url"] = "https://gitlab.example.com/northwind/shop" },
            ["object_attributes"] = new JsonObject
            {
                ["iid"] = 7, ["title"] = "Mend the cart, closes #3", ["state"] = "merged", ["created_at"] = "2026-03-01T08:00:00.000Z", ["updated_at"] = "2026-03-02T10:00:00.120Z",
                ["merged_at"] = "2026-03-02T09:59:58.000Z", ["author"] = new JsonObject { ["username"] = "ada" }, ["merge_commit_sha"] = null, ["squash_commit_sha"] = null, ["sha"] = Head,
                ["source_branch"] = "ada/SHOP-12-cart", ["target_branch"] = "main", ["labels"] = new JsonArray("cart"), ["assignees"] = new JsonArray(), ["description"] = null,
            },
        };
        var edited = Changed("merge-request", "update", "merged", "2026-03-05 10:00:00 UTC", BobActs);
        var whole = Assert.Single(Standing(ReadGitLab(edited), ReadGitLab(api), ReadGitLab(merge)).Requests);
        Assert.Equal(("ada", Time("2026-03-02T09:59:58Z"), Head), (whole.Author, whole.MergedAt, whole.MergeSha));
    }

    [Theory]
    [InlineData("merge_commit_sha", "squash_commit_sha", 'a')]
    [InlineData("squash_commit_sha", null, 'a')]
    public void The_merge_goes_before_the_squash(string first, string? second, char digit)
    {
        var merge = Changed("merge-request", "merge", "merged", "2026-03-02 10:00:00 UTC");
        merge["object_attributes"]![first] = new string(digit, 40);
        if (second is not null) merge["object_attributes"]![second] = new string('b', 40);
        Assert.Equal(new string('a', 40), Assert.Single(Standing(ReadGitLab(merge)).Requests).MergeSha);
    }

    [Fact]
    public void A_closed_and_reopened_request_is_closed_when_it_was_closed_last()
    {
        var readings = new[]
        {
            ReadGitLab(Changed("merge-request", "close", "closed", "2026-03-02 10:00:00 UTC")), ReadGitLab(Changed("merge-request", "reopen", "opened", "2026-03-03 10:00:00 UTC")),
            ReadGitLab(Changed("merge-request", "close", "closed", "2026-03-04 10:00:00 UTC")), ReadGitLab(Changed("merge-request", "update", "closed", "2026-03-05 10:00:00 UTC")),
        };
        Assert.Equal(Time("2026-03-04T10:00:00Z"), Assert.Single(Standing(readings).Requests).ClosedAt);
        Assert.Null(Assert.Single(At(Time("2026-03-03T12:00:00Z"), readings).Requests).ClosedAt);
        Assert.Equal(Time("2026-03-02T10:00:00Z"), Assert.Single(At(Time("2026-03-02T12:00:00Z"), readings).Requests).ClosedAt);
    }

    [Fact]
    public void An_approval_counts_until_it_is_taken_back()
    {
        var readings = new[]
        {
            ReadGitLab(Changed("merge-request", "unapproval", "opened", "2026-03-01 10:00:00 UTC", BobActs)), ReadGitLab(Changed("merge-request", "approval", "opened", "2026-03-01 09:00:00 UTC", BobActs)),
            ReadGitLab(Changed("merge-request", "approved", "opened", "2026-03-01 11:00:00 UTC", p => p["user"]!["username"] = "eve")),
        };
        Assert.Equal(["eve"], Assert.Single(Standing(readings).Requests).Approvals.Select(a => a.Person));
        Assert.Equal(["bob"], Assert.Single(At(Time("2026-03-01T09:30:00Z"), readings).Requests).Approvals.Select(a => a.Person));
        Assert.True(Assert.Single(Standing(readings).Requests).ReviewKnown);
    }

    [Fact]
    public void Approvals_asked_for_are_known_also_when_there_are_none()
    {
        var asked = Changed("merge-request", "merge", "merged", "2026-03-02 10:00:00 UTC");
        (asked["object_kind"], asked["approved_by"]) = (GitLabReader.Approvals, new JsonArray());
        Assert.True(Assert.Single(Standing(ReadGitLab(asked)).Requests).ReviewKnown);
        asked["approved_by"] = new JsonArray(new JsonObject { ["user"] = new JsonObject { ["username"] = "bob" }, ["approved_at"] = "2026-03-01T09:00:00.000Z" });
        var approval = Assert.Single(Assert.Single(Standing(ReadGitLab(asked)).Requests).Approvals);
        Assert.Equal(("bob", Time("2026-03-01T09:00:00Z")), (approval.Person, approval.At));
    }

    [Theory]
    [InlineData("success", DeploymentStatus.Success)]
    [InlineData("failed", DeploymentStatus.Failure)]
    [InlineData("canceled", DeploymentStatus.Cancelled)]
    public void A_deployment_has_the_whole_sha_out_of_its_address(string status, DeploymentStatus outcome)
    {
        var payload = Payload("deployment");
        payload["status"] = status;
        var deployment = Assert.Single(Standing(ReadGitLab(payload)).Deployments);
        Assert.Equal(new DeploymentEvent("gitlab", "15", "shop", null, "prod-eu", Head, outcome, Time("2026-03-01T19:50:00Z"), "ada") { Production = true }, deployment);
        payload["status"] = "running";
        Assert.Equal("deployment: not finished", ReadGitLab(payload).Ignored);
    }

    [Fact]
    public void The_apis_deployment_is_the_same_one()
    {
        var payload = Payload("deployment");
        var api = new JsonObject
        {
            ["object_kind"] = "deployment",
            ["project"] = payload["project"]!.DeepClone(),
            ["object_attributes"] = new JsonObject
            {
                ["id"] = 15, ["iid"] = 2, ["sha"] = Head, ["status"] = "success", ["created_at"] = "2026-03-01T19:40:00.000Z", ["updated_at"] = "2026-03-01T19:50:00.000Z",
                ["user"] = new JsonObject { ["username"] = "ada" }, ["environment"] = new JsonObject { ["id"] = 9, ["name"] = "prod-eu", ["tier"] = "production" },
            },
        };
        Assert.Equal(ForgeSite.Events(ReadGitLab(payload)).Select(Line), ForgeSite.Events(ReadGitLab(api)).Select(Line));
    }

    [Fact]
    public void Jobs_and_pipelines_deploy_what_the_organisation_file_says()
    {
        var deployments = Standing(ReadGitLab(Payload("pipeline"))).Deployments;
        Assert.Equal(
            [
                new("gitlab", "job/380/shop-api", "shop", "shop-api", "production", Head, DeploymentStatus.Failure, Time("2026-03-01T15:26:29Z"), "ada"),
                new("gitlab", "pipeline/31/shop-web", "shop", "shop-web", "production", Head, DeploymentStatus.Success, Time("2026-03-01T15:30:00Z"), "ada"),
            ],
            deployments);
        var ofRequest = Payload("pipeline");
        ofRequest["object_attributes"]!["source"] = "merge_request_event";
        Assert.Equal("pipeline: of a request, which deploys nothing", ReadGitLab(ofRequest).Ignored);
    }

    [Fact]
    public void A_push_of_more_commits_than_are_listed_tells_where_the_branch_is()
    {
        var push = Assert.Single(Standing(ReadGitLab(Payload("push"))).Pushes);
        Assert.Equal((Head, true, Time("2026-03-01T08:30:00Z")), (push.After, push.DefaultBranch, push.At));
        Assert.Equal(Time("2026-03-01T08:31:00Z"), Assert.Single(Standing(ReadGitLab(Payload("push"), received: Time("2026-03-01T08:31:00Z"))).Pushes).At);
    }

    [Fact]
    public void A_tag_is_told_by_its_commit_and_needs_a_time()
    {
        Assert.Equal("push: nothing tells when", ReadGitLab(Payload("tag-push")).Ignored);
        var push = Assert.Single(Standing(ReadGitLab(Payload("tag-push"), received: Time("2026-03-01T13:00:00Z"))).Pushes);
        Assert.Equal(("refs/tags/v1.4.0", Head), (push.Ref, push.After));
        var deleted = Payload("tag-push");
        (deleted["after"], deleted["checkout_sha"]) = (new string('0', 40), null);
        Assert.Null(Assert.Single(Standing(ReadGitLab(deleted, received: Time("2026-03-01T13:00:00Z"))).Pushes).After);
    }

    [Fact]
    public void A_release_names_its_tag() => Assert.Equal("v1.4.0", Assert.Single(Standing(ReadGitLab(Payload("release"))).Releases).Tag);

    [Fact]
    public void An_issue_is_a_work_item()
    {
        var events = Standing(ReadGitLab(Payload("issue")));
        Assert.Equal(new WorkItemEvent("gitlab", "shop#3", "ada", WorkItemStatus.InProgress, Time("2026-02-27T17:15:43Z"), null, null, null), Assert.Single(events.WorkItems));
        Assert.Empty(events.Incidents);
    }

    [Theory]
    [InlineData("critical", 1)]
    [InlineData("high", 2)]
    [InlineData("medium", 3)]
    [InlineData("low", 4)]
    [InlineData("unknown", 3)]
    public void A_work_item_of_type_incident_is_an_incident(string severity, int expected)
    {
        var payload = Payload("issue");
        (payload["object_kind"], payload["object_attributes"]!["type"], payload["object_attributes"]!["severity"]) = ("work_item", "Incident", severity);
        (payload["object_attributes"]!["state"], payload["object_attributes"]!["closed_at"]) = ("closed", "2026-02-28 08:00:00 UTC");
        var events = Standing(ReadGitLab(payload));
        Assert.Equal((expected, Time("2026-02-28T08:00:00Z")), (Assert.Single(events.Incidents).Severity, events.Incidents[0].ClosedAt));
        Assert.Equal(WorkItemStatus.Done, Assert.Single(events.WorkItems).Status);
    }

    [Fact]
    public void An_epic_is_nobodys_issue()
    {
        var payload = Payload("issue");
        (payload["object_kind"], payload["object_attributes"]!["type"]) = ("work_item", "Epic");
        Assert.Equal("work_item: neither an issue nor a task nor an incident", ReadGitLab(payload).Ignored);
    }

    [Fact]
    public void A_moved_issue_is_cancelled()
    {
        var payload = Payload("issue");
        (payload["object_attributes"]!["state"], payload["object_attributes"]!["moved_to_id"]) = ("closed", 999);
        Assert.Equal(WorkItemStatus.Cancelled, Assert.Single(Standing(ReadGitLab(payload)).WorkItems).Status);
    }

    [Fact]
    public void No_hidden_address_becomes_a_person()
    {
        var payload = Payload("merge-request");
        payload["user"]!.AsObject().Remove("username");
        Assert.Equal("", Assert.Single(Standing(ReadGitLab(payload)).Requests).Author);
        payload["user"]!["email"] = "ada@example.com";
        Assert.Equal("ada@example.com", Assert.Single(Standing(ReadGitLab(payload)).Requests).Author);
    }

    internal static JsonObject Payload(string name) => JsonNode.Parse(File.ReadAllText(Fixtures.Of("gitlab", name + ".json")))!.AsObject();

    internal static IEnumerable<JsonObject> All => Directory.EnumerateFiles(Fixtures.Of("gitlab"), "*.json").Order(StringComparer.Ordinal).Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject());

    private static JsonObject Changed(string name, string action, string state, string updated, Action<JsonObject>? edit = null)
    {
        var payload = Payload(name);
        var attributes = payload["object_attributes"]!;
        (attributes["action"], attributes["state"], attributes["updated_at"]) = (action, state, updated);
        edit?.Invoke(payload);
        return payload;
    }

    private static void BobActs(JsonObject payload) => (payload["user"]!["id"], payload["user"]!["username"]) = (6, "bob");

    private static string Line(StoredEvent e) => $"{e.Type} {e.Source} {e.Id} {e.Repository} {e.UpdatedAt:O} {System.Text.Encoding.UTF8.GetString(e.Body)}";
}
