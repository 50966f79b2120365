using Microsoft.AspNetCore.Http;
using Shiprank.Cli;
using Shiprank.Core.Delivery;
using Shiprank.Engine;
using Shiprank.Sources.Forges;
using Shiprank.Sources.GitHub;

namespace Shiprank.Server.Tests.Backfill;

/// <summary><c>shiprank backfill</c> against a forge on this machine.</summary>
public sealed class BackfillCommandTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private readonly HurriedClock clock = new(new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero));
    private FakeForge forge = null!;
    private CliRun cli = null!;

    public async ValueTask InitializeAsync()
    {
        forge = await FakeForge.Start();
        forge.Answer = (context, asked) => GitHubFacts.Answer(context, asked, 7);
        cli = new(folder, clock);
        folder.Write("shiprank.yaml", $$"""
            organisation: Northwind
            repositories:
              - { name: shop, url: "https://127.0.0.1:{{forge.Address.Port}}/northwind/shop.git" }
              - { name: docs, url: "https://git.example.com/northwind/docs.git" }
            forges:
              github: { api: "{{forge.Address}}", token_env: TOKEN }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await forge.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Everything_that_the_forge_tells_becomes_events_once()
    {
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("backfill github --json"), cli.Error));
        Assert.Equal([("issues", 8), ("deployments", 5), ("releases", 2)], cli.Document.GetProperty("read").EnumerateArray().Select(r => (r.GetProperty("kind").GetString(), r.GetProperty("things").GetInt32())));
        var events = Events();
        Assert.Equal(7, events.Requests.Count);
        Assert.Equal(["ada"], events.Requests.Select(r => r.Author).Distinct());
        Assert.All(events.Requests, r => Assert.True(r.ReviewKnown));
        Assert.Equal(4, events.Requests.Count(r => r.Approvals.Any(a => a.Person == "bob")));
        Assert.Equal(5, events.Deployments.Count);
        Assert.Equal((2, 2), (Assert.Single(events.Incidents).Severity, events.Releases.Count));
        Assert.All(forge.Tokens, t => Assert.Equal("Bearer t0ken", t));
        var stored = Stored();
        Assert.Equal(ExitCode.Ok, cli.Run("backfill github"));
        Assert.Contains("0 new events", cli.Out, StringComparison.Ordinal);
        Assert.Equal(stored, Stored());
    }

    [Fact]
    public void A_hook_and_a_backfill_of_one_thing_are_one_event()
    {
        var reader = Reader();
        const string repository = "\"repository\":{\"full_name\":\"northwind/shop\"}";
        List<ForgeReading> hooks =
        [
            .. Enumerable.Range(1, 7).Select(n => reader.Read(Delivery("pull_request", $$"""{"action":"closed","pull_request":{{GitHubFacts.Pull(n)}},{{repository}}}"""))),
            .. Enumerable.Range(0, 4).Select(n => reader.Read(Delivery("pull_request_review", $$"""{"action":"submitted","review":{{GitHubFacts.Review((2 * n) + 1)}},"pull_request":{{GitHubFacts.Pull((2 * n) + 1)}},{{repository}}}"""))),
            .. Enumerable.Range(1, 5).Select(n => reader.Read(Delivery("deployment_status", $$"""{"action":"created","deployment":{{GitHubFacts.Deployment(n)}},"deployment_status":{{GitHubFacts.Status(n)}},{{repository}}}"""))),
            .. Enumerable.Range(1, 2).Select(n => reader.Read(Delivery("release", $$"""{"action":"published","release":{{GitHubFacts.Release(n)}},{{repository}}}"""))),
            reader.Read(Delivery("issues", $$"""{"action":"opened","issue":{{GitHubFacts.Issue(8)}},{{repository}}}""")),
        ];
        Assert.All(hooks, h => Assert.True(h.Events.Count > 0, h.Ignored ?? h.Problem?.Reason));
        using (var store = Workspace.OpenStore(folder.At("data"), clock).Value) store.AddEvents([.. hooks.SelectMany(h => h.Events)]);
        Assert.Equal(ExitCode.Ok, cli.Run("backfill github --json"));

        // Only that nobody reviewed the three others is news.
        Assert.Equal(3, cli.Document.GetProperty("read").EnumerateArray().Sum(r => r.GetProperty("eventsAdded").GetInt32()));
    }

    [Theory]
    [InlineData("/repos/northwind/shop/pulls/5")]
    [InlineData("/repos/northwind/shop/pulls/6/reviews")]
    [InlineData("/repos/northwind/shop/deployments/3/statuses")]
    [InlineData("/repos/northwind/shop/releases")]
    public void A_failure_in_the_middle_leaves_what_was_read_and_the_next_run_goes_on(string broken)
    {
        var failing = true;
        forge.Answer = (context, asked) => failing && context.Request.Path == broken ? FakeForge.Status(context, 500) : GitHubFacts.Answer(context, asked, 7);
        Assert.Equal(ExitCode.Partial, cli.Run("backfill github"));
        Assert.Contains("status 500", cli.Error, StringComparison.Ordinal);
        Assert.Contains("shop on 127.0.0.1", cli.Error, StringComparison.Ordinal);
        var before = Stored().Count;
        Assert.True(before > 0);
        failing = false;
        forge.Requests.Clear();
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("backfill github --json"), cli.Error));
        Assert.Equal(7, Events().Requests.Count);
        Assert.Equal((5, 2), (Events().Deployments.Count, Events().Releases.Count));
        Assert.DoesNotContain("/repos/northwind/shop/pulls/1", forge.Requests);
    }

    [Fact]
    public void A_thing_that_is_malformed_or_gone_is_left_out_alone()
    {
        forge.Answer = (context, asked) => context.Request.Path == "/repos/northwind/shop/pulls/3" ? FakeForge.Json(context, "{\"number\":3}")
            : context.Request.Path == "/repos/northwind/shop/pulls/4" ? FakeForge.Status(context, 404)
            : GitHubFacts.Answer(context, asked, 7);
        Assert.Equal(ExitCode.Partial, cli.Run("backfill github --json"));
        Assert.Equal(5, Events().Requests.Count);
        Assert.Equal(2, cli.Document.GetProperty("problems").GetArrayLength());
        Assert.True(cli.Document.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    public void Garbage_ends_the_run_with_nothing_half_written(string garbage)
    {
        forge.Answer = (context, _) => FakeForge.Json(context, garbage);
        Assert.Equal(ExitCode.Network, cli.Run("backfill github"));
        Assert.Empty(Stored());
    }

    [Fact]
    public void A_refused_token_is_said_and_not_shown()
    {
        forge.Answer = (context, _) => FakeForge.Status(context, 401);
        Assert.Equal(ExitCode.Network, cli.Run("backfill github"));
        Assert.Contains("refuses the token", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", cli.Error + cli.Out, StringComparison.Ordinal);
        Assert.Single(forge.Requests);
    }

    [Fact]
    public void A_wish_for_the_past_is_kept_to()
    {
        Assert.Equal(ExitCode.Ok, cli.Run("backfill github --since 2026-06-02 --json"));
        Assert.All(forge.Requests.Where(r => r.Contains("/issues", StringComparison.Ordinal)), r => Assert.Contains("since=2026-06-02T00:00:00Z", r, StringComparison.Ordinal));
        Assert.Empty(Events().Deployments);
        Assert.Equal(ExitCode.Ok, cli.Run("backfill github --since 2026-06-01 --json"));
        Assert.Equal((7, 5), (Events().Requests.Count, Events().Deployments.Count));
    }

    [Theory]
    [InlineData("backfill github --repository nowhere", ExitCode.NotFound, "no repository named nowhere")]
    [InlineData("backfill github --repository docs", ExitCode.NotFound, "no repository has an address on this forge")]
    [InlineData("backfill gitlab", ExitCode.NotFound, "no repository has an address on this forge")]
    [InlineData("backfill github --offline", ExitCode.Usage, "needs the network")]
    [InlineData("backfill bitbucket", ExitCode.Usage, "bitbucket")]
    public void What_can_not_be_done_is_said(string command, ExitCode code, string said)
    {
        Assert.Equal(code, cli.Run(command));
        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        Assert.Empty(forge.Requests);
    }

    [Fact]
    public void A_token_that_is_named_and_missing_is_said_before_anything_is_asked()
    {
        folder.Write("shiprank.yaml", File.ReadAllText(folder.At("shiprank.yaml")).Replace("token_env: TOKEN", "token_env: ABSENT", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Network, cli.Run("backfill github"));
        Assert.Contains("environment variable ABSENT", cli.Error, StringComparison.Ordinal);
        Assert.Empty(forge.Requests);
    }

    private GitHubReader Reader()
    {
        var workspace = Workspace.Load(folder.At("shiprank.yaml")).Value!;
        using var store = Workspace.OpenStore(folder.At("data"), clock).Value;
        return new(new(workspace.Organisation), workspace.Messages(store.Key));
    }

    private static GitHubDelivery Delivery(string name, string payload) => new(name, "", System.Text.Encoding.UTF8.GetBytes(payload));

    private DeliveryEvents Events()
    {
        using var store = Workspace.OpenStore(folder.At("data"), clock).Value;
        return EventLog.From(store.ReadEvents()).At(DateTimeOffset.MaxValue);
    }

    private IReadOnlyList<string> Stored()
    {
        using var store = Workspace.OpenStore(folder.At("data"), clock).Value;
        return [.. store.ReadEvents().Select(e => $"{e.Type} {e.Id} {e.UpdatedAt:O}")];
    }
}
