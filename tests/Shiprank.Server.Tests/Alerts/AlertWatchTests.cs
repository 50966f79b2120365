using System.Globalization;
using Shiprank.Core.Money.Alerts;
using Shiprank.Server.Tests.Digests;
using Shiprank.Server.Tests.Settings;

namespace Shiprank.Server.Tests.Alerts;

/// <summary>A job over its limit is told soon after its rows arrive: to the page, the API, a folder and a channel, and once.</summary>
public sealed class AlertWatchTests : IDisposable
{
    private const string Configuration = """
        organisation: Northwind
        repositories:
          - { name: shop, url: "https://localhost:1/northwind/shop.git", services: [{ name: shop, environment: production, mode: events }] }
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada] }
        webhooks:
          events: { secret_env: CI }
        digest: { allow_private_addresses: true, base_url: "https://shiprank.example.com" }
        budgets:
          - { name: All, of: organisation, amount: 3, period: year, from: 2020-01-01 }
        watch:
          jobs: { usual: 6, least: 5 }
        alerts:
          folder: ./alerts
          channels: [{ form: slack, webhook_env: HOOK, about: jobs }]
        """;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_far_over_usual_is_told_when_its_rows_arrive_and_no_restart_repeats_it()
    {
        await using var hook = await HookSink.Start();
        string? Variable(string name) => name == "HOOK" ? hook.Address : RunningServer.Secret(name);
        folder.Write("shiprank.yaml", Configuration);
        await using (var server = await RunningServer.Over(folder, keep: true, o => o with { Jobs = true, Variable = Variable }))
        {
            // Five nights of about ten cents, then one that goes on and on.
            await server.SendLines(string.Join('\n', Enumerable.Range(1, 5).Select(n => Row($"usual-{n}", n, 4000))));
            Assert.Equal(200, (await server.Get("/api/v1/alerts")).Status);
            await server.SendLines(Row("dear", 0, 100_000));
            await Eventually.Holds(() => server.Store.ReadAlerts(10).Any(a => a.What.Subject == "job:claude-code in shop on PAY-1"), () => server.Log);
            await Eventually.Holds(() => hook.Posts.Count > 0 && Directory.Exists(folder.At("alerts")) && Directory.GetFiles(folder.At("alerts"), "*.txt").Length > 0, () => server.Log);
            var list = (await server.Get("/api/v1/alerts?state=open")).Text;
            Assert.Contains("claude-code in shop on PAY-1: $2.50 in one run", list, StringComparison.Ordinal);
            Assert.Contains("\"budget:All\"", list, StringComparison.Ordinal);
            Assert.DoesNotContain("ada", list, StringComparison.OrdinalIgnoreCase);
            Assert.All(hook.Posts, p => Assert.DoesNotContain("All: ", p.GetRawText(), StringComparison.OrdinalIgnoreCase));
            Assert.Contains(hook.Posts, p => p.GetRawText().Contains("PAY-1: $2.50", StringComparison.Ordinal));
        }

        var (posts, alerts) = (hook.Posts.Count, 0);
        await using (var server = await RunningServer.Over(folder, keep: true, o => o with { Jobs = true, Variable = Variable }))
        {
            alerts = Told(server);
            await server.SendLines(Row("usual-6", 0, 4000));
            await Eventually.Holds(() => server.Store.ReadSyncRuns(10).Count >= 2, () => server.Log);
            await Task.Delay(300, TestContext.Current.CancellationToken);
            Assert.Equal((posts, alerts), (hook.Posts.Count, Told(server)));

            var page = await SentPage.Get(server.Client, "/budgets");
            Assert.Equal("/budgets", (await page.Send("form[action='/budgets/alerts']")).Address);
            Assert.Single(server.Store.ReadAlerts(100), a => a.SeenAt is not null);
            Assert.Contains(server.Store.ReadAudit(), e => e.Entry.Action == "alert.seen");
        }
    }

    /// <summary>Alerts of jobs and budgets: a question about runs without an owned ticket comes when it is looked at, and is told once, too.</summary>
    private static int Told(RunningServer server) => server.Store.ReadAlerts(100).Count(a => a.What.Rule != AlertRule.SignalOpened);

    private static string Row(string session, int daysAgo, int output) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"usage","id":"{{session}}:0","at":"{{DateTimeOffset.UtcNow.AddDays(-daysAgo).AddMinutes(-1):yyyy-MM-ddTHH:mm:ssZ}}","person":"ada","tool":"claude-code","model":"claude-opus-4-8","session":"{{session}}","repository":"shop","branch":"ada/PAY-1-nightly","autonomous":true,"input":0,"cache_read":0,"cache_write_5m":0,"cache_write_1h":0,"output":{{output}}}""");
}
