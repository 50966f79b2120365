using Shiprank.Core.Delivery;
using static Shiprank.Tests.Forges.ForgeSite;

namespace Shiprank.Tests.Forges;

/// <summary>GitHub's own examples, as they are.</summary>
public sealed class GitHubExampleTests
{
    [Fact]
    public void Every_example_is_read_or_ignored_with_a_reason()
    {
        var readings = OctokitExamples.Everywhere().Select(e => (e.Event, Reading: ReadGitHub(e.Event, e.Payload))).ToList();
        Assert.Equal(726, readings.Count);
        Assert.Empty(readings.Where(r => r.Reading.Problem is not null).Select(r => $"{r.Event}: {r.Reading.Problem}"));
        Assert.All(readings, r => Assert.True(r.Reading.Events.Count > 0 ^ r.Reading.Ignored is { Length: > 0 }, r.Event));
    }

    [Fact]
    public void What_the_examples_come_to_is_as_counted_by_hand()
    {
        var readings = OctokitExamples.All.SelectMany(g => g, (g, payload) => (Event: g.Key, Reading: ReadGitHub(g.Key, payload))).ToList();
        Assert.Equal(329, readings.Count);

        // 29 requests and 4 with reviews, 4 reviews; 3 successes and 2 runs of a workflow that deploys; 29 issues, 4 of them requests; of 7 pushes 2 to the default branch and 5 of tags; 13 releases, none a draft.
        Assert.Equal(
            [("deployment", 5), ("issues", 25), ("pull_request", 33), ("push", 7), ("release", 13), ("review", 4)],
            readings.SelectMany(r => r.Reading.Events).GroupBy(e => e.Type switch { "request" => "pull_request", "work_item" => "issues", var type => type })
                .Select(g => (g.Key, g.Count())).OrderBy(g => g.Key, StringComparer.Ordinal));
        Assert.Equal(
            ["deployment_status: not finished"],
            readings.Where(r => r.Event == "deployment_status").Select(r => r.Reading.Ignored).OfType<string>());
    }

    [Fact]
    public void A_request_is_read_whole()
    {
        var request = Assert.Single(Standing(ReadGitHub("pull_request", OctokitExamples.Of("pull_request", "opened"))).Requests);
        Assert.Equal(
            ("github", "2", "hello", "Codertocat", Time("2019-05-15T15:20:33Z"), "changes", "master"),
            (request.Source, request.Id, request.Repository, request.Author, request.OpenedAt, request.HeadBranch, request.BaseBranch));
        Assert.Equal(Hasher.Title("Update the README with new information."), request.Title);
        Assert.Equal((null, null, null, false), (request.MergedAt, request.ClosedAt, request.MergeSha, request.ReviewKnown));
        Assert.Empty(request.Approvals);
    }

    [Fact]
    public void A_trial_merge_of_a_closed_request_is_no_merge()
    {
        var payload = OctokitExamples.Of("pull_request", "closed");
        Assert.NotNull((string?)payload["pull_request"]!["merge_commit_sha"]);
        var request = Assert.Single(Standing(ReadGitHub("pull_request", payload)).Requests);
        Assert.NotNull(request.ClosedAt);
        Assert.Equal((null, null), (request.MergedAt, request.MergeSha));
    }

    [Fact]
    public void A_deployment_is_told_by_its_status()
    {
        var deployment = Assert.Single(Standing(ReadGitHub("deployment", OctokitExamples.Of("deployment")), ReadGitHub("deployment_status", OctokitExamples.Of("deployment_status"))).Deployments);
        Assert.Equal(
            new DeploymentEvent("github", "145988746", "hello", null, "production", "f95f852bd8fca8fcc58a9a2d6c842781e32a215e", DeploymentStatus.Success, Time("2019-05-15T15:20:55Z"), "Codertocat"),
            deployment);
    }

    [Fact]
    public void A_commenting_review_makes_reviews_known_and_approves_nothing()
    {
        var request = Assert.Single(Standing(ReadGitHub("pull_request_review", OctokitExamples.Of("pull_request_review"))).Requests);
        Assert.True(request.ReviewKnown);
        Assert.Empty(request.Approvals);
    }

    [Fact]
    public void An_issue_is_a_work_item_with_its_owner()
    {
        var item = Assert.Single(Standing(ReadGitHub("issues", OctokitExamples.Of("issues", "edited"))).WorkItems);
        Assert.Equal(new WorkItemEvent("github", "hello#1", "Codertocat", WorkItemStatus.Open, Time("2019-05-15T15:20:18Z"), null, null, null), item);
    }

    [Fact]
    public void A_deleted_issue_is_cancelled() =>
        Assert.Equal(WorkItemStatus.Cancelled, Assert.Single(Standing(ReadGitHub("issues", OctokitExamples.Of("issues", "deleted"))).WorkItems).Status);

    [Fact]
    public void Pushes_and_releases_tell_what_the_clone_has_to_have()
    {
        var events = Standing(ReadGitHub("push", OctokitExamples.Of("push", 4)), ReadGitHub("push", OctokitExamples.Of("push", 0)), ReadGitHub("release", OctokitExamples.Of("release", "published")));
        Assert.Equal(
            [("refs/heads/master", "6113728f27ae82c7b1a177c8d03f9e96e0adf246", true), ("refs/tags/simple-tag", "6113728f27ae82c7b1a177c8d03f9e96e0adf246", false)],
            events.Pushes.Select(p => (p.Ref, p.After, p.DefaultBranch)).Order());
        Assert.Equal(("0.0.1", false), (Assert.Single(events.Releases).Tag, events.Releases[0].Deleted));
    }

    [Fact]
    public void A_deleted_tag_is_a_push_to_nothing() =>
        Assert.Null(Assert.Single(Standing(ReadGitHub("push", OctokitExamples.Of("push", 1))).Pushes).After);
}
