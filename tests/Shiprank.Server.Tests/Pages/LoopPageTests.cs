using Shiprank.Core.Caps;
using Shiprank.Engine.Loops;

namespace Shiprank.Server.Tests.Pages;

/// <summary>Runs of people at work are nobody else's; news of a run are told within a minute.</summary>
public sealed class LoopPageTests : IDisposable
{
    private const string Configuration = """
        organisation: Northwind
        repositories:
          - { name: shop, url: "https://localhost:1/northwind/shop.git", services: [{ name: shop, environment: production, mode: events }] }
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada] }
        caps:
          grace: { usd: 5, per: day }
        """;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Attended_runs_are_on_no_list_and_on_ones_own_page()
    {
        folder.Write("shiprank.yaml", Configuration);
        await using var server = await RunningServer.Over(folder, keep: true, o => o with { Jobs = false });
        server.Store.AddCapEvents([Call("own", "1", -3, false) with { Person = "ada" }, Call("bot", "1", -3, true)]);
        foreach (var address in (string[])["/loops", "/api/v1/loops", "/csv/loops", "/csv/loop-runs"])
        {
            var text = (await server.Get(address)).Text;
            Assert.Contains("bot", text, StringComparison.Ordinal);
            Assert.DoesNotContain("own-job", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ada", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(200, (await server.Get($"/api/v1/loops/runs/{RunMark.Of("bot")}")).Status);
        Assert.Equal(404, (await server.Get($"/api/v1/loops/runs/{RunMark.Of("own")}")).Status);
        Assert.Equal(404, (await server.Get("/api/v1/loops/runs/own")).Status);
        Assert.Equal(404, (await server.Get($"/loops/{RunMark.Of("own")}")).Status);
        var me = (await server.Get("/me?person=ada")).Text;
        Assert.Contains("own-job", me, StringComparison.Ordinal);
        Assert.DoesNotContain("bot-job", me, StringComparison.Ordinal);
        Assert.Contains("own-job", (await server.Get("/me/export?person=ada")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_changes_with_the_runs_and_not_with_publications_alone()
    {
        folder.Write("shiprank.yaml", Configuration);
        await using var server = await RunningServer.Over(folder, keep: true, o => o with { Jobs = false });
        Assert.Equal(0, (await server.Get("/api/v1/loops")).Json.GetProperty("totals").GetProperty("running").GetInt32());
        server.Store.AddCapEvents([Call("bot", "1", -1, true)]);
        Assert.Equal(1, (await server.Get("/api/v1/loops")).Json.GetProperty("totals").GetProperty("running").GetInt32());
        Assert.Contains("bot-job", (await server.Get("/loops")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_run_is_told_within_a_minute_and_once()
    {
        folder.Write("shiprank.yaml", Configuration);
        await using var server = await RunningServer.Over(folder, keep: true, o => o with { Jobs = true });
        Assert.Equal(200, (await server.Get("/api/v1/alerts")).Status);
        Assert.Equal(200, (await server.Get("/api/v1/loops")).Status);
        var refused = Call("bot", "3", -1, true) with { Kind = CapEventKind.Refused, Action = CapAction.Stop, Reason = CapReason.NoTicket, Rule = CapCounter.Grace };
        server.Store.AddCapEvents([Call("bot", "1", -9, true), Call("bot", "2", -2, true), refused]);
        await Eventually.Holds(() => server.Store.ReadAlerts(10).Any(a => a.What.Subject == "loop:bot-job" && a.What.Title == "bot-job: stopped"), () => server.Log);
        server.Store.AddCapEvents([refused with { Id = "bot/4" }, refused with { Id = "outage", Run = "other", Job = "other", Reason = CapReason.Outage, Rule = "" }]);
        await Eventually.Holds(() => server.Store.ReadAlerts(10).Any(a => a.What.Subject == "caps"), () => server.Log);
        Assert.Single(server.Store.ReadAlerts(10), a => a.What.Subject == "loop:bot-job");
        Assert.Contains("shiprank_loops_stopped 2", (await server.Get("/metrics")).Text, StringComparison.Ordinal);
    }

    private static CapEvent Call(string run, string id, double minutes, bool autonomous) => new()
    {
        Id = $"{run}/{id}", Kind = CapEventKind.Settled, Place = CapPlace.Gateway, At = DateTimeOffset.UtcNow.AddMinutes(minutes), Run = run, Autonomous = autonomous, Agent = "claude-code", Job = $"{run}-job", Repository = "shop", Usd = 2, Tokens = new(10, 0, 0, 0, 5),
    };
}
