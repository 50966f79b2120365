using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Core.Delivery;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Tests.Jobs;

/// <summary>Everything that the organisation file names is kept current, on a schedule and when somebody asks.</summary>
public sealed class SyncTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Homes_are_read_after_the_start_and_when_somebody_asks()
    {
        Log(1);
        await using var server = await Start();
        await Eventually.Holds(() => Responses(server) == 1, () => server.Log);
        Log(2);
        var (run, _) = await Sync(server);
        Assert.Equal("done", run.GetProperty("state").GetString());
        Assert.Equal(1, run.GetProperty("counts").GetProperty("usage.added").GetInt32());
        Assert.Equal(2, Responses(server));

        // Nothing has changed since: nothing is read, and that is a row of the log too.
        var (again, id) = await Sync(server);
        Assert.Equal(0, again.GetProperty("counts").GetProperty("files").GetInt32());
        var runs = (await server.Get("/api/v1/syncs")).Json;
        Assert.Equal(id, runs.GetProperty("syncs")[0].GetProperty("id").GetString());
        Assert.False(runs.GetProperty("now").GetProperty("running").GetBoolean());
    }

    [Fact]
    public async Task Who_asks_while_a_run_waits_gets_the_same_one()
    {
        await using var server = await Start();
        var lanes = server.Services.GetRequiredService<Lanes>();
        using (await lanes.EnterSync(CancellationToken.None))
        {
            var first = await Begin(server);
            var state = "";
            await Eventually.Holds(() => (state = server.Get(first).Result.Json.GetProperty("state").GetString()) == "waiting", () => state);
            Assert.Equal(first, await Begin(server));
            Assert.Equal(1, server.Services.GetRequiredService<SyncProgress>().Now.Waiting);
            Assert.Equal("waiting", (await server.Get("/api/v1/syncs")).Json.GetProperty("syncs")[0].GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task New_results_are_told_by_a_larger_version()
    {
        await using var server = await Start();
        var published = server.Services.GetRequiredService<Published>();
        var first = await published.After(0, CancellationToken.None);
        Log(1);
        await Sync(server);
        var second = await published.After(first.Version, CancellationToken.None);
        Assert.True(second.Version > first.Version);
        Assert.Equal(published.Version, (await server.Get("/api/v1/syncs")).Json.GetProperty("now").GetProperty("version").GetInt64());

        // Nothing changed: nothing is scored, and what is kept by the version stays good.
        var version = published.Version;
        await Sync(server);
        Assert.Equal(version, published.Version);
    }

    [Fact]
    public async Task Events_that_concern_no_repository_are_scored_soon()
    {
        await using var server = await Start();
        var published = server.Services.GetRequiredService<Published>();
        await Sync(server);
        var before = published.Version;
        Assert.Equal("taken", (await server.SendLines("""{"type":"incident","id":"i-1","severity":"sev1","opened_at":"2026-06-01T10:00:00Z","service":"shop"}""" + "\n")).Outcome);
        var after = await published.After(before, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Single(after.Standing.Events.Incidents);
    }

    [Fact]
    public async Task Another_organisation_file_is_in_force_at_the_next_run_and_a_broken_one_leaves_the_last()
    {
        Log(1);
        await using var server = await Start();
        await Sync(server);
        folder.Write("shiprank.yaml", "organisation: Northwind\nrepositorys: []\n");
        var (broken, _) = await Sync(server);
        Assert.Contains("repositorys", broken.GetProperty("problems").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("done", broken.GetProperty("state").GetString());
        var progress = server.Services.GetRequiredService<SyncProgress>();
        Assert.NotEmpty(progress.Now.Configuration);
        Assert.Contains("not in force", (await server.Get("/readyz")).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await server.Get("/api/v1/boards/people")).Status);

        folder.Write("shiprank.yaml", Configuration + "teams:\n  - { id: till, name: Till, members: [{ person: ada }] }\n");
        var (mended, _) = await Sync(server);
        Assert.Equal(0, mended.GetProperty("problems").GetArrayLength());
        Assert.Empty(progress.Now.Configuration);
        Assert.Contains("Till", (await server.Get("/api/v1/boards/teams")).Text, StringComparison.Ordinal);
        Assert.Equal("ok\n", (await server.Get("/readyz")).Text);
    }

    [Fact]
    public async Task A_home_that_is_gone_is_a_problem_and_the_rest_goes_on()
    {
        await using var server = await Start();
        var (run, _) = await Sync(server);
        Assert.Contains("the usage source is not there", run.GetProperty("problems").GetRawText(), StringComparison.Ordinal);
        Log(1);
        Assert.Equal(0, (await Sync(server)).Run.GetProperty("problems").GetArrayLength());
        Assert.Equal(1, Responses(server));
    }

    [Fact]
    public async Task The_log_does_not_grow_by_the_same_problem_again_and_again()
    {
        await using var server = await Start();
        await Sync(server);
        var rows = server.Store.ReadSyncRuns(100).Count;
        var queue = server.Services.GetRequiredService<SyncQueue>();
        var tally = server.Services.GetRequiredService<SyncProgress>().Tally;
        for (var i = 0; i < 3; i++)
        {
            var before = tally.Runs;
            queue.Ask(SyncWork.None with { Homes = true });
            await Eventually.Holds(() => tally.Runs > before, () => server.Log);
        }

        Assert.Equal(rows, server.Store.ReadSyncRuns(100).Count);
    }

    private const string Configuration = """
        organisation: Northwind
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], share: true }
        usage:
          - { kind: home, path: ./homes/ada, person: ada }
        webhooks:
          events: { secret_env: CI }

        """;

    private Task<RunningServer> Start() => RunningServer.Start(Configuration, jobs: true, at: folder);

    private static long Responses(RunningServer server) => server.Store.ReadUsage(new()).Count();

    private static async Task<string> Begin(RunningServer server)
    {
        using var response = await server.Client.PostAsync("/api/v1/syncs", null);
        Assert.Equal(202, (int)response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    private static async Task<(JsonElement Run, string Id)> Sync(RunningServer server)
    {
        var location = await Begin(server);
        JsonElement run = default;
        await Eventually.Holds(() => (run = server.Get(location).Result.Json).GetProperty("state").GetString() is "done" or "failed", () => run.GetRawText() + server.Log);
        return (run, location.Split('/')[^1]);
    }

    /// <summary>A transcript with as many responses.</summary>
    private void Log(int responses) => folder.Write("homes/ada/.claude/projects/-w-shop/s-1.jsonl", string.Concat(Enumerable.Range(1, responses).Select(i =>
        $$$"""{"type":"assistant","sessionId":"s-1","timestamp":"2026-06-01T10:0{{{i}}}:00Z","cwd":"/w/shop","requestId":"r-{{{i}}}","message":{"id":"m-{{{i}}}","model":"claude-sonnet-4-5","role":"assistant","usage":{"input_tokens":100,"output_tokens":{{{i}}}0}} }""" + "\n")));
}
