using System.Text;
using Microsoft.AspNetCore.Http;
using Shiprank.Core.Delivery;
using Shiprank.Server.Tests.Backfill;

namespace Shiprank.Server.Tests.Jobs;

/// <summary>Repositories stay current without anybody: after the start, after deliveries, and through the API where hooks tell too little.</summary>
public sealed class RefreshTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_repository_is_mirrored_after_the_start_and_read_again_after_a_push()
    {
        var origin = new TestRepository(folder.At("origin"));
        origin.Commit();
        await using var server = await RunningServer.Start(Configuration(origin.Url), jobs: true);
        await Reaches(server, 1);
        var pushed = origin.Commit();
        var push = $$"""{"ref":"refs/heads/main","before":"{{new string('0', 40)}}","after":"{{pushed}}","forced":false,"deleted":false,"head_commit":{"id":"{{pushed}}","timestamp":"2026-06-01T09:00:00Z"},"repository":{"full_name":"northwind/shop","name":"shop","default_branch":"main"},"commits":[]}""";
        Assert.Equal("taken", (await server.Send(GitHubHook.Request(push, "p-1", "push"))).Outcome);
        await Reaches(server, 2);
        await Eventually.Holds(() => server.Store.ReadSyncRuns(10).Count >= 2, () => server.Log);
        Assert.All(server.Store.ReadSyncRuns(10), run => Assert.Empty(run.Problems));
    }

    [Fact]
    public async Task A_repository_that_can_not_be_fetched_is_a_row_of_the_log_and_the_server_goes_on()
    {
        await using var server = await RunningServer.Start(Configuration("file://" + folder.At("nowhere")), jobs: true);
        await Eventually.Holds(() => server.Store.ReadSyncRuns(1).Count == 1, () => server.Log);
        Assert.Contains(server.Store.ReadSyncRuns(1)[0].Problems, p => p.Where == "shop" && p.Reason.Contains("can't be fetched", StringComparison.Ordinal));
        Assert.Equal("taken", (await server.SendLines(RunningServer.Deployment("d-1"))).Outcome);
        await Eventually.Holds(() => server.Store.ReadSyncRuns(10).Count >= 2, () => server.Log);
    }

    [Fact]
    public async Task What_hooks_missed_is_found_from_time_to_time()
    {
        var origin = new TestRepository(folder.At("origin"));
        origin.Commit();

        // Every quarter of an hour is at once for this clock.
        await using var server = await RunningServer.Start(Configuration(origin.Url), jobs: true, clock: new SteppingClock());
        await Reaches(server, 1);
        origin.Commit();
        await Reaches(server, 2);
        origin.Git("reset", "--quiet", "--hard", "HEAD~1");
        await Reaches(server, 1);
    }

    [Fact]
    public async Task A_merge_without_its_commit_is_asked_for()
    {
        await using var forge = await FakeForge.Start();
        forge.Answer = (context, asked) => FakeForge.Json(context, asked.Contains("/approvals", StringComparison.Ordinal) ? "{\"approved_by\":[]}" : asked.Contains("/merge_requests", StringComparison.Ordinal) && asked.Contains("updated_after", StringComparison.Ordinal) ? MergedByApi : "[]");
        var configuration = $"""
            organisation: Northwind
            repositories:
              - name: shop
                path: ./clone
                url: "https://localhost:{forge.Address.Port}/northwind/shop.git"
            webhooks:
              gitlab: {"{ secret_env: GITLAB }"}
            forges:
              gitlab: {"{"} api: "http://localhost:{forge.Address.Port}/api/v4", token_env: GITLAB {"}"}
            """;
        _ = new TestRepository(folder.At("clone")).Commit();
        await using var server = await RunningServer.Start(configuration.Replace("./clone", folder.At("clone"), StringComparison.Ordinal), jobs: true);
        await Eventually.Holds(() => forge.Requests.Any(r => r.Contains("/releases", StringComparison.Ordinal)), () => server.Log);
        var before = forge.Requests.Count(r => r.Contains("/merge_requests?", StringComparison.Ordinal));
        var hook = new HttpRequestMessage(HttpMethod.Post, "/hooks/gitlab") { Content = new StringContent(MergedByHook, Encoding.UTF8, "application/json") };
        hook.Headers.Add("X-Gitlab-Event", "Merge Request Hook");
        hook.Headers.Add("X-Gitlab-Token", RunningServer.GitLabSecret);
        Assert.Equal("taken", (await server.Send(hook)).Outcome);
        await Eventually.Holds(() => forge.Requests.Count(r => r.Contains("/merge_requests?", StringComparison.Ordinal)) > before, () => server.Log);
        Assert.All(forge.Tokens, t => Assert.Equal(RunningServer.GitLabSecret, t));
        await Eventually.Holds(() => Request(server).MergeSha == new string('c', 40), () => server.Log);
        Assert.Equal(DateTimeOffset.Parse("2026-06-02T08:00:00Z", null), Request(server).MergedAt);
    }

    private const string MergedByHook = """
        {"object_kind":"merge_request","user":{"id":1,"username":"ada"},"project":{"id":1,"path_with_namespace":"northwind/shop","default_branch":"main"},
        "object_attributes":{"id":99,"iid":5,"title":"Mend","state":"merged","action":"merge","author_id":1,"created_at":"2026-06-01 09:00:00 UTC","updated_at":"2026-06-02 08:00:01 UTC","source_branch":"mend","target_branch":"main"},"labels":[]}
        """;

    private static readonly string MergedByApi = $$"""
        [{"id":99,"iid":5,"title":"Mend","state":"merged","author":{"id":1,"username":"ada"},"created_at":"2026-06-01T09:00:00Z","updated_at":"2026-06-02T08:00:01Z","merged_at":"2026-06-02T08:00:00Z","merge_commit_sha":"{{new string('c', 40)}}","sha":"{{new string('d', 40)}}","source_branch":"mend","target_branch":"main","labels":[]}]
        """;

    private static RequestEvent Request(RunningServer server) => Assert.Single(EventLog.From(server.Store.ReadEvents()).At(DateTimeOffset.MaxValue).Requests);

    private static Task Reaches(RunningServer server, int commits) =>
        Eventually.Holds(() => server.Store.ReadHistory("shop")?.FirstParents.Count == commits, () => $"{server.Store.ReadHistory("shop")?.FirstParents.Count} of {commits}\n{server.Log}");

    private static string Configuration(string url) => $$"""
        organisation: Northwind
        repositories:
          - { name: shop, url: "{{url}}" }
        mirrors: { allow_file: true }
        webhooks:
          github: { secret_env: GITHUB_NEW }
          events: { secret_env: CI }
        """;

    /// <summary>Waits of a minute and more are over after a tenth of a second, shorter ones are as they are; time-outs of an hour never come.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime > TimeSpan.FromMinutes(1) && dueTime < TimeSpan.FromMinutes(30) ? TimeSpan.FromMilliseconds(100) : dueTime, period);
    }
}
