using Microsoft.AspNetCore.Http;
using Shiprank.Cli;
using Shiprank.Core.Delivery;
using Shiprank.Engine;

namespace Shiprank.Server.Tests.Backfill;

public sealed class GitLabBackfillTests : IAsyncLifetime
{
    private const string Root = "/api/v4/projects/northwind%2Fplatform%2Fshop";

    private readonly TestFolder folder = new();
    private readonly HurriedClock clock = new(new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero));
    private FakeForge forge = null!;

    public async ValueTask InitializeAsync()
    {
        forge = await FakeForge.Start();
        forge.Answer = Answer;
        folder.Write("shiprank.yaml", $$"""
            organisation: Northwind
            repositories:
              - { name: shop, url: "git@127.0.0.1:northwind/platform/shop.git" }
            forges:
              gitlab: { api: "{{forge.Address}}api/v4", token_env: TOKEN }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await forge.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Requests_approvals_deployments_releases_and_issues_are_read_once()
    {
        var cli = new CliRun(folder, clock);
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("backfill gitlab --json"), cli.Error));
        Assert.All(forge.Tokens, t => Assert.Equal("t0ken", t));
        using (var store = Workspace.OpenStore(folder.At("data"), clock).Value)
        {
            var events = EventLog.From(store.ReadEvents()).At(DateTimeOffset.MaxValue);
            Assert.Equal(["1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "2 bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "3 cccccccccccccccccccccccccccccccccccccccc"], events.Requests.Select(r => $"{r.Id} {r.MergeSha}"));
            Assert.Equal("bob", Assert.Single(events.Requests[0].Approvals).Person);
            Assert.Equal(DeploymentStatus.Success, Assert.Single(events.Deployments).Status);
            Assert.Equal("v1", Assert.Single(events.Releases).Tag);
            Assert.Single(events.Incidents);
        }

        Assert.Equal(ExitCode.Ok, cli.Run("backfill gitlab --json"));
        Assert.Equal(0, cli.Document.GetProperty("read").EnumerateArray().Sum(r => r.GetProperty("eventsAdded").GetInt32()));
    }

    /// <summary>A merge commit, a squash and a fast-forward: each names the commit on the branch in another field.</summary>
    private static Task Answer(HttpContext context, string asked)
    {
        var path = (context.Request.Path + context.Request.QueryString).Split('?')[0].Replace("/northwind/platform/shop", "/northwind%2Fplatform%2Fshop", StringComparison.Ordinal);
        return FakeForge.Json(context, path switch
        {
            Root + "/merge_requests" => $"[{Request(1, 'a', 'x', 'y')},{Request(2, null, 'b', 'y')},{Request(3, null, null, 'c')}]",
            Root + "/merge_requests/1/approvals" => """{"approved_by":[{"user":{"id":2,"username":"bob"}}]}""",
            Root + "/merge_requests/2/approvals" or Root + "/merge_requests/3/approvals" => """{"approved_by":[]}""",
            Root + "/issues" => """[{"id":7,"iid":9,"issue_type":"incident","type":"INCIDENT","state":"opened","title":"Burns","description":null,"labels":[],"created_at":"2026-06-01T09:00:00Z","updated_at":"2026-06-01T10:00:00Z","severity":"HIGH"}]""",
            Root + "/deployments" => $$$"""[{"id":5,"iid":1,"sha":"{{{new string('a', 40)}}}","status":"success","created_at":"2026-06-01T09:00:00Z","updated_at":"2026-06-01T10:00:00Z","finished_at":"2026-06-01T10:00:00Z","environment":{"name":"production","tier":"production"},"user":{"username":"ada"}}]""",
            Root + "/releases" => """[{"tag_name":"v1","name":"One","created_at":"2026-06-01T09:00:00Z","released_at":"2026-06-01T10:00:00Z"}]""",
            _ => throw new InvalidOperationException(asked),
        });
    }

    private static string Request(int number, char? merge, char? squash, char head) =>
        $$$"""{"id":{{{90 + number}}},"iid":{{{number}}},"title":"Part","description":null,"state":"merged","author":{"id":1,"username":"ada"},"created_at":"2026-06-01T09:00:00Z","updated_at":"2026-06-01T10:00:0{{{number}}}Z","merged_at":"2026-06-01T10:00:00Z","merge_commit_sha":{{{Sha(merge)}}},"squash_commit_sha":{{{Sha(squash)}}},"sha":{{{Sha(head)}}},"source_branch":"part","target_branch":"main","labels":[]}""";

    private static string Sha(char? digit) => digit is null ? "null" : $"\"{new string(digit.Value == 'x' ? 'e' : digit.Value == 'y' ? 'f' : digit.Value, 40)}\"";
}
