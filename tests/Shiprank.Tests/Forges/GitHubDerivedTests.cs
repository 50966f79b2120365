using System.Text.Json.Nodes;
using Shiprank.Core.Delivery;
using static Shiprank.Tests.Forges.ForgeSite;

namespace Shiprank.Tests.Forges;

/// <summary>What GitHub's examples lack, made of them by editing: merges, failures, force pushes, incidents.</summary>
public sealed class GitHubDerivedTests
{
    private const string Merge = "c4295bd74fb0f4fda03689c3df3f2803b658fd85";

    [Fact]
    public void A_merged_request_has_its_time_and_commit()
    {
        var request = Assert.Single(Standing(ReadGitHub("pull_request", Merged())).Requests);
        Assert.Equal((Time("2019-05-15T15:21:00Z"), Time("2019-05-15T15:21:00Z"), Merge), (request.MergedAt, request.ClosedAt, request.MergeSha));
    }

    [Fact]
    public void Before_its_merge_a_request_is_open() =>
        Assert.Null(Assert.Single(At(Time("2019-05-15T15:20:40Z"), ReadGitHub("pull_request", OctokitExamples.Of("pull_request", "opened")), ReadGitHub("pull_request", Merged())).Requests).MergedAt);

    [Fact]
    public void Of_two_snapshots_in_one_second_the_merged_one_stands()
    {
        var labelled = OctokitExamples.Of("pull_request", "opened");
        labelled["pull_request"]!["updated_at"] = "2019-05-15T15:21:00Z";
        var readings = new[] { ReadGitHub("pull_request", Merged()), ReadGitHub("pull_request", labelled) };
        Assert.Equal(Merge, Assert.Single(Standing(readings).Requests).MergeSha);
        Assert.Equal(Merge, Assert.Single(Standing(readings.Reverse()).Requests).MergeSha);
    }

    [Fact]
    public void A_reopened_request_is_open_again()
    {
        var closed = OctokitExamples.Of("pull_request", "closed");
        var reopened = closed.DeepClone().AsObject();
        reopened["action"] = "reopened";
        reopened["pull_request"]!["state"] = "open";
        reopened["pull_request"]!["closed_at"] = null;
        reopened["pull_request"]!["updated_at"] = "2019-06-01T00:00:00Z";
        Assert.Null(Assert.Single(Standing(ReadGitHub("pull_request", reopened), ReadGitHub("pull_request", closed)).Requests).ClosedAt);
    }

    [Fact]
    public void An_edit_changes_title_branch_and_labels()
    {
        var edited = OctokitExamples.Of("pull_request", "opened");
        edited["action"] = "edited";
        edited["pull_request"]!["title"] = "PAY-7: another title, fixes #3 (#2)";
        edited["pull_request"]!["body"] = "For SHOP-9. Closes #4, see octo/other#5.";
        edited["pull_request"]!["base"]!["ref"] = "release";
        edited["pull_request"]!["updated_at"] = "2019-05-16T00:00:00Z";
        edited["pull_request"]!["labels"] = new JsonArray(new JsonObject { ["name"] = "big" }, new JsonObject { ["name"] = "ui" });
        var request = Assert.Single(Standing(ReadGitHub("pull_request", OctokitExamples.Of("pull_request", "opened")), ReadGitHub("pull_request", edited)).Requests);
        Assert.Equal((Hasher.Title("PAY-7: another title, fixes #3"), "release"), (request.Title, request.BaseBranch));
        Assert.Equal(["big", "ui"], request.Labels);
        Assert.Equal(["PAY-7", "SHOP-9", "#3", "#4"], request.Tickets);
    }

    [Fact]
    public void The_requester_is_the_first_human_assignee()
    {
        var payload = OctokitExamples.Of("pull_request", "opened");
        payload["pull_request"]!["user"] = Account("Copilot", "Bot");
        payload["pull_request"]!["assignees"] = new JsonArray(Account("Copilot", "Bot"), Account("dependabot[bot]", "Bot"), Account("bob", "User"));
        var request = Assert.Single(Standing(ReadGitHub("pull_request", payload)).Requests);
        Assert.Equal(("Copilot", "bob"), (request.Author, request.Requester));
    }

    [Fact]
    public void Approvals_come_apart_and_the_last_word_of_each_counts()
    {
        var merged = ReadGitHub("pull_request", Merged());
        var readings = new[]
        {
            Review(1, "bob", "approved", "15:20:40"), Review(2, "bob", "changes_requested", "15:20:41"), Review(3, "eve", "changes_requested", "15:20:42"),
            Review(4, "eve", "APPROVED", "15:20:43"), Review(5, "eve", "commented", "15:20:44"), Review(6, "mia", "approved", "15:20:45"), merged,
        };
        var request = Assert.Single(Standing(readings).Requests);
        Assert.True(request.ReviewKnown);
        Assert.Equal([("eve", Time("2019-05-15T15:20:43Z")), ("mia", Time("2019-05-15T15:20:45Z"))], request.Approvals.Select(a => (a.Person, a.At)));
        Assert.Equal(Merge, request.MergeSha);
        Assert.Equal(["eve"], Assert.Single(At(Time("2019-05-15T15:20:44Z"), readings).Requests).Approvals.Select(a => a.Person));
    }

    [Fact]
    public void A_dismissed_review_counted_until_it_was_dismissed()
    {
        var approved = Review(1, "bob", "approved", "15:20:40");
        var dismissed = Review(1, "bob", "dismissed", "15:20:40", seen: "15:30:00");
        Assert.Empty(Assert.Single(Standing(dismissed, approved).Requests).Approvals);
        Assert.Equal("bob", Assert.Single(Assert.Single(At(Time("2019-05-15T15:29:59Z"), dismissed, approved).Requests).Approvals).Person);
        Assert.True(Assert.Single(Standing(dismissed).Requests).ReviewKnown);
    }

    [Fact]
    public void Reviews_without_their_request_wait_for_it()
    {
        var review = ForgeSite.Events(Review(1, "bob", "approved", "15:20:40")).Where(e => e.Type == "review").ToList();
        Assert.Empty(EventLog.From(review).At(DateTimeOffset.MaxValue).Requests);
        Assert.Single(Assert.Single(EventLog.From([.. review, .. ForgeSite.Events(ReadGitHub("pull_request", Merged()))]).At(DateTimeOffset.MaxValue).Requests).Approvals);
    }

    [Fact]
    public void A_request_of_which_the_forge_lists_no_review_is_known_to_have_none()
    {
        var asked = ReadGitHub(Sources.GitHub.GitHubReader.ReviewList, new JsonObject { ["pull_request"] = Merged()["pull_request"]!.DeepClone(), ["reviews"] = new JsonArray(), ["repository"] = Merged()["repository"]!.DeepClone() });
        var request = Assert.Single(Standing(asked).Requests);
        Assert.True(request.ReviewKnown);
        Assert.Empty(request.Approvals);
        Assert.False(Assert.Single(Standing(ReadGitHub("pull_request", Merged())).Requests).ReviewKnown);
    }

    [Fact]
    public void A_list_of_reviews_says_what_hooks_say()
    {
        var (first, second) = (ReviewPayload(1, "bob", "approved", "15:20:40"), ReviewPayload(2, "eve", "changes_requested", "15:20:41"));
        var list = new JsonObject
        {
            ["pull_request"] = first["pull_request"]!.DeepClone(),
            ["reviews"] = new JsonArray(first["review"]!.DeepClone(), second["review"]!.DeepClone()),
            ["repository"] = first["repository"]!.DeepClone(),
        };
        Assert.Equal(
            Shown(Standing(ReadGitHub("pull_request_review", first), ReadGitHub("pull_request_review", second))),
            Shown(Standing(ReadGitHub(Sources.GitHub.GitHubReader.ReviewList, list))));
    }

    [Theory]
    [InlineData("failure", DeploymentStatus.Failure)]
    [InlineData("error", DeploymentStatus.Failure)]
    [InlineData("success", DeploymentStatus.Success)]
    public void A_status_that_ends_a_deployment_is_its_outcome(string state, DeploymentStatus outcome) =>
        Assert.Equal(outcome, Assert.Single(Standing(ReadGitHub("deployment_status", Status(state))).Deployments).Status);

    [Theory]
    [InlineData("inactive")]
    [InlineData("in_progress")]
    [InlineData("queued")]
    [InlineData("pending")]
    [InlineData("waiting")]
    public void A_status_that_ends_nothing_tells_nothing(string state)
    {
        var reading = ReadGitHub("deployment_status", Status(state));
        Assert.Empty(reading.Events);
        Assert.NotNull(reading.Ignored);
    }

    [Fact]
    public void A_deployment_that_a_later_one_replaced_did_not_fail()
    {
        var readings = new[] { ReadGitHub("deployment_status", Status("inactive", 3, "2019-06-01T00:00:00Z")), ReadGitHub("deployment_status", Status("success")) };
        Assert.Equal(DeploymentStatus.Success, Assert.Single(Standing(readings).Deployments).Status);
    }

    [Fact]
    public void The_last_status_stands_and_of_one_second_the_one_with_the_higher_number()
    {
        var readings = new[] { ReadGitHub("deployment_status", Status("failure", 300)), ReadGitHub("deployment_status", Status("success", 200)), ReadGitHub("deployment_status", Status("success", 400, "2019-05-15T15:00:00Z")) };
        Assert.Equal(DeploymentStatus.Failure, Assert.Single(Standing(readings).Deployments).Status);
        Assert.Equal(DeploymentStatus.Failure, Assert.Single(Standing(readings.Reverse()).Deployments).Status);
    }

    [Fact]
    public void The_environment_is_that_of_the_status_and_production_by_the_forges_word()
    {
        var payload = Status("success");
        payload["deployment_status"]!["environment"] = "prod-eu";
        payload["deployment"]!["production_environment"] = true;
        payload["deployment"]!["task"] = "deploy:hello";
        var deployment = Assert.Single(Standing(ReadGitHub("deployment_status", payload)).Deployments);
        Assert.Equal(("prod-eu", true, "hello"), (deployment.Environment, deployment.Production, deployment.Service));
        payload["deployment_status"]!.AsObject().Remove("environment");
        payload["deployment"]!["task"] = "deploy:migrations";
        deployment = Assert.Single(Standing(ReadGitHub("deployment_status", payload)).Deployments);
        Assert.Equal(("production", null), (deployment.Environment, deployment.Service));
    }

    [Theory]
    [InlineData("success", DeploymentStatus.Success)]
    [InlineData("failure", DeploymentStatus.Failure)]
    [InlineData("timed_out", DeploymentStatus.Failure)]
    [InlineData("cancelled", DeploymentStatus.Cancelled)]
    [InlineData("skipped", null)]
    [InlineData("neutral", null)]
    [InlineData(null, null)]
    public void A_run_of_a_workflow_that_deploys_is_a_deployment(string? conclusion, DeploymentStatus? status)
    {
        var reading = ReadGitHub("workflow_run", Run(conclusion));
        Assert.Equal(status, Standing(reading).Deployments.Select(d => (DeploymentStatus?)d.Status).SingleOrDefault());
        if (status is null) return;
        Assert.Equal(
            ("run/289782451/1/octo", "octo", "live", "3484a3fb816e0859fd6e1cea078d76385ff50625"),
            Standing(reading).Deployments.Select(d => (d.Id, d.Service, d.Environment, d.Sha)).Single());
    }

    [Fact]
    public void Each_attempt_of_a_run_is_a_deployment_of_its_own()
    {
        var again = Run("success");
        again["workflow_run"]!["run_attempt"] = 2;
        Assert.Equal([DeploymentStatus.Failure, DeploymentStatus.Success], Standing(ReadGitHub("workflow_run", again), ReadGitHub("workflow_run", Run("failure"))).Deployments.OrderBy(d => d.Id).Select(d => d.Status));
    }

    [Fact]
    public void Runs_of_other_workflows_of_requests_and_of_forks_deploy_nothing()
    {
        var other = Run("success");
        (other["workflow_run"]!["path"], other["workflow"]!["name"]) = (".github/workflows/lint.yml", "Lint");
        var ofRequest = Run("success");
        ofRequest["workflow_run"]!["event"] = "pull_request";
        var fork = Run("success");
        fork["workflow_run"]!["head_repository"]!["full_name"] = "eve/octo-repo";
        Assert.All([other, ofRequest, fork], payload => Assert.StartsWith("workflow_run: ", ReadGitHub("workflow_run", payload).Ignored));
    }

    [Fact]
    public void A_force_push_is_told_as_one()
    {
        var payload = OctokitExamples.Of("push", 4);
        (payload["forced"], payload["before"], payload["created"]) = (true, "a".PadLeft(40, '1'), false);
        var push = Assert.Single(Standing(ReadGitHub("push", payload)).Pushes);
        Assert.Equal((true, "a".PadLeft(40, '1'), Time("2019-05-15T15:20:57Z").Date), (push.Forced, push.Before, push.At.Date));
    }

    [Fact]
    public void A_push_of_many_commits_tells_only_where_the_branch_is_now()
    {
        var payload = OctokitExamples.Of("push", 4);
        var commit = payload["commits"]![0]!;
        payload["commits"] = new JsonArray([.. Enumerable.Range(0, 500).Select(_ => commit.DeepClone())]);
        Assert.Equal("6113728f27ae82c7b1a177c8d03f9e96e0adf246", Assert.Single(Standing(ReadGitHub("push", payload)).Pushes).After);
        payload["ref"] = "refs/heads/topic";
        Assert.Equal("push: to a branch that is not the default one", ReadGitHub("push", payload).Ignored);
    }

    [Fact]
    public void An_annotated_tag_is_told_by_its_commit()
    {
        var payload = OctokitExamples.Of("push", 0);
        payload["after"] = "b".PadLeft(40, '2');
        Assert.Equal("6113728f27ae82c7b1a177c8d03f9e96e0adf246", Assert.Single(Standing(ReadGitHub("push", payload)).Pushes).After);
    }

    [Fact]
    public void An_issue_labelled_as_incident_is_one_with_what_its_description_blames()
    {
        var events = Standing(ReadGitHub("issues", Issue("Root cause: `4F2A9C1d` and 0123456789, not defaced\nDeployment: d-812\nroot causes are hard", "incident", "sev2", "service:hello-api", "bug")));
        var incident = Assert.Single(events.Incidents);
        Assert.Equal(("hello#1", 2, "d-812", "hello-api", Time("2019-05-15T15:20:18Z"), null), (incident.Id, incident.Severity, incident.Deployment, incident.Service, incident.OpenedAt, incident.ClosedAt));
        Assert.Equal(["4f2a9c1d", "0123456789"], incident.Changes);
        Assert.Equal("hello#1", Assert.Single(events.WorkItems).Id);
    }

    [Fact]
    public void An_incident_label_that_is_taken_off_takes_the_incident_back()
    {
        var labelled = Issue("", "type::incident", "P1");
        var unlabelled = Issue("", "bug");
        unlabelled["issue"]!["updated_at"] = "2019-05-16T00:00:00Z";
        var readings = new[] { ReadGitHub("issues", unlabelled), ReadGitHub("issues", labelled) };
        Assert.Empty(Standing(readings).Incidents);
        Assert.Equal(1, Assert.Single(At(Time("2019-05-15T23:00:00Z"), readings).Incidents).Severity);
    }

    [Theory]
    [InlineData("completed", WorkItemStatus.Done)]
    [InlineData("not_planned", WorkItemStatus.Cancelled)]
    [InlineData(null, WorkItemStatus.Done)]
    public void A_closed_issue_is_done_or_cancelled(string? reason, WorkItemStatus status)
    {
        var payload = Issue("", "bug");
        (payload["issue"]!["state"], payload["issue"]!["closed_at"], payload["issue"]!["state_reason"]) = ("closed", "2019-05-20T00:00:00Z", reason);
        payload["issue"]!["updated_at"] = "2019-05-20T00:00:00Z";
        var item = Assert.Single(Standing(ReadGitHub("issues", payload)).WorkItems);
        Assert.Equal((status, Time("2019-05-20T00:00:00Z")), (item.Status, item.ClosedAt));
    }

    [Fact]
    public void Owner_and_status_of_an_issue_are_known_in_time()
    {
        var (open, doing, done) = (Issue("", "bug"), Issue("", "status: in progress"), Issue("", "bug"));
        open["issue"]!["assignees"] = new JsonArray();
        open["issue"]!["assignee"] = null;
        doing["issue"]!["updated_at"] = "2019-05-20T00:00:00Z";
        (done["issue"]!["updated_at"], done["issue"]!["state"], done["issue"]!["closed_at"], done["issue"]!["assignees"]) = ("2019-05-30T00:00:00Z", "closed", "2019-05-30T00:00:00Z", new JsonArray(Account("bob", "User")));
        var log = EventLog.From(ForgeSite.Events(ReadGitHub("issues", done), ReadGitHub("issues", open), ReadGitHub("issues", doing))).WorkItemsUntil(DateTimeOffset.MaxValue);
        (string?, WorkItemStatus, bool) At(string time) => log.At("hello#1", Time(time)) is { } state ? (state.Item.Owner, state.Item.Status, state.Assumed) : default;
        Assert.Equal((null, WorkItemStatus.Open, false), At("2019-05-16T00:00:00Z"));
        Assert.Equal(("Codertocat", WorkItemStatus.InProgress, false), At("2019-05-20T00:00:00Z"));
        Assert.Equal(("bob", WorkItemStatus.Done, false), At("2019-06-01T00:00:00Z"));
        Assert.Equal((null, WorkItemStatus.Open, true), At("2019-05-01T00:00:00Z"));
        Assert.Null(log.At("hello#2", Time("2019-06-01T00:00:00Z")));
    }

    [Fact]
    public void A_draft_release_tells_nothing_and_a_deleted_one_stays_deleted()
    {
        var (published, draft, deleted) = (OctokitExamples.Of("release", "published"), OctokitExamples.Of("release", "published"), OctokitExamples.Of("release", "published"));
        draft["release"]!["draft"] = true;
        deleted["action"] = "deleted";
        Assert.Equal("release: a draft", ReadGitHub("release", draft).Ignored);
        Assert.True(Assert.Single(Standing(ReadGitHub("release", deleted), ReadGitHub("release", published)).Releases).Deleted);
    }

    [Fact]
    public void A_repository_that_the_file_does_not_have_is_ignored_by_name()
    {
        var payload = Merged();
        foreach (var name in new[] { "full_name", "clone_url", "html_url", "ssh_url" }) payload["repository"]![name] = "eve/elsewhere";
        Assert.Equal("the repository eve/elsewhere is not in the organisation file", ReadGitHub("pull_request", payload).Ignored);
    }

    [Fact]
    public void The_apis_objects_are_read_in_the_same_way_without_what_hooks_add()
    {
        var merged = Merged();
        var wrapped = new JsonObject
        {
            ["action"] = "closed",
            ["pull_request"] = merged["pull_request"]!.DeepClone(),
            ["repository"] = new JsonObject { ["full_name"] = "codertocat/hello-world" },
        };
        wrapped["pull_request"]!.AsObject().Remove("merged");
        Assert.Equal(Shown(Standing(ReadGitHub("pull_request", merged))), Shown(Standing(ReadGitHub("pull_request", wrapped))));
    }

    private static JsonObject Merged()
    {
        var payload = OctokitExamples.Of("pull_request", "opened");
        payload["action"] = "closed";
        var pull = payload["pull_request"]!;
        (pull["state"], pull["merged"], pull["merge_commit_sha"]) = ("closed", true, Merge);
        (pull["merged_at"], pull["closed_at"], pull["updated_at"]) = ("2019-05-15T15:21:00Z", "2019-05-15T15:21:00Z", "2019-05-15T15:21:00Z");
        return payload;
    }

    private static Sources.Forges.ForgeReading Review(int id, string login, string state, string at, string? seen = null) => ReadGitHub("pull_request_review", ReviewPayload(id, login, state, at, seen));

    private static JsonObject ReviewPayload(int id, string login, string state, string at, string? seen = null)
    {
        var payload = OctokitExamples.Of("pull_request_review");
        var review = payload["review"]!;
        (review["id"], review["user"], review["state"], review["submitted_at"]) = (id, Account(login, "User"), state, $"2019-05-15T{at}Z");
        payload["pull_request"]!["updated_at"] = $"2019-05-15T{seen ?? "15:20:38"}Z";
        return payload;
    }

    private static JsonObject Status(string state, int id = 1, string at = "2019-05-15T15:20:55Z")
    {
        var payload = OctokitExamples.Of("deployment_status");
        var status = payload["deployment_status"]!;
        (status["state"], status["id"], status["created_at"], status["updated_at"]) = (state, id, at, at);
        return payload;
    }

    private static JsonObject Run(string? conclusion)
    {
        var payload = OctokitExamples.Of("workflow_run", 1);
        payload["workflow_run"]!["conclusion"] = conclusion;
        return payload;
    }

    private static JsonObject Issue(string body, params string[] labels)
    {
        var payload = OctokitExamples.Of("issues", "edited");
        payload["issue"]!["body"] = body;
        payload["issue"]!["labels"] = new JsonArray([.. labels.Select(l => (JsonNode)new JsonObject { ["name"] = l })]);
        return payload;
    }

    private static JsonObject Account(string login, string type) => new() { ["login"] = login, ["type"] = type };
}
