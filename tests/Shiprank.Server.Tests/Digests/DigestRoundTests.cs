using Shiprank.Core.Score;
using Shiprank.Engine;
using Shiprank.Engine.Digests;
using Shiprank.Engine.Digests.Sending;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Server.Tests.Digests;

public sealed class DigestRoundTests : IAsyncLifetime
{
    private static readonly DateTimeOffset now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly ScoreWindow week = DigestWeek.Last(now, TimeZoneInfo.Utc);
    private readonly TestFolder folder = new();
    private HookSink hook = null!;
    private MailSink mail = null!;
    private DuckStore store = null!;

    public async ValueTask InitializeAsync()
    {
        hook = await HookSink.Start();
        mail = new(refuse: "eve@");
        store = Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
    }

    public async ValueTask DisposeAsync()
    {
        store.Dispose();
        await mail.DisposeAsync();
        await hook.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Everything_goes_out_once()
    {
        var (round, standing) = Given();
        var first = await round.Send(standing, week, default);
        Assert.Equal(
            ["team:checkout slack Sent", "team:checkout teams Sent", "team:checkout mail to 1 address Sent", "team:checkout folder Sent", "team:small  TooFewPeople", "person:ada mail Sent", "person:ben mail Sent"],
            first.Where(o => o.Subject is "team:checkout" or "team:small" or "person:ada" or "person:ben").Select(o => $"{o.Subject} {o.Way} {o.State}"));
        Assert.Equal((2, 7), (hook.Posts.Count, mail.Mails.Count));
        Assert.Equal(["2026-W47-team-checkout.html", "2026-W47-team-checkout.md", "2026-W47-team-checkout.txt"], Directory.GetFiles(folder.At("digests")).Select(Path.GetFileName).Order());

        var again = await round.Send(standing, week, default);
        Assert.All(again, o => Assert.True(o.State is DigestState.Known or DigestState.TooFewPeople or DigestState.Failed, $"{o}"));
        Assert.Equal((2, 7), (hook.Posts.Count, mail.Mails.Count));
    }

    [Fact]
    public async Task A_mail_is_text_and_html_and_can_be_ended_without_signing_in()
    {
        var (round, standing) = Given();
        await round.Send(standing, week, default);
        var own = mail.Mails.Single(m => m.Contains("To: ada@example.com", StringComparison.Ordinal));
        Assert.Contains("List-Unsubscribe: <https://shiprank.example.com/digest/stop?who=ada&proof=", own.Replace("=\n", "", StringComparison.Ordinal).Replace("\n ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", own, StringComparison.Ordinal);
        Assert.Contains("text/plain", own, StringComparison.Ordinal);
        Assert.Contains("text/html", own, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_none_gets_none_and_one_that_failed_is_tried_again()
    {
        var (round, standing) = Given();
        store.StopDigests("ben", now);
        hook.Status = 500;
        var first = await round.Send(standing, week, default);
        Assert.Equal(DigestState.Stopped, first.Single(o => o.Subject == "person:ben").State);
        Assert.Equal(DigestState.Failed, first.Single(o => o.Subject == "person:eve").State);
        Assert.All(first.Where(o => o.Way is "slack" or "teams"), o => Assert.Contains("answered 500", o.Problem!.Reason, StringComparison.Ordinal));
        Assert.All(first.Where(o => o.Problem is not null), o => Assert.DoesNotContain("s3cret", o.Problem!.ToString(), StringComparison.Ordinal));
        hook.Status = 200;
        Assert.All((await round.Send(standing, week, default)).Where(o => o.Way is "slack" or "teams"), o => Assert.Equal(DigestState.Sent, o.State));
    }

    [Fact]
    public async Task A_webhook_inside_the_network_is_not_posted_to_unless_that_is_allowed()
    {
        using var open = new WebhookClient(allowPrivate: true);
        using var guarded = new WebhookClient(allowPrivate: false);
        var port = new Uri(hook.Address).Port;
        Assert.Contains("not an https address", (await guarded.Post(hook.Address, "{}"u8.ToArray(), default))!.Reason, StringComparison.Ordinal);
        Assert.Contains("not public", (await guarded.Post($"https://localhost:{port}/hook/s3cret", "{}"u8.ToArray(), default))!.Reason, StringComparison.Ordinal);
        Assert.Contains("not public", (await guarded.Post($"https://[::ffff:127.0.0.1]:{port}/hook/s3cret", "{}"u8.ToArray(), default))!.Reason, StringComparison.Ordinal);
        Assert.Contains("not an https address", (await guarded.Post("file:///etc/passwd", "{}"u8.ToArray(), default))!.Reason, StringComparison.Ordinal);
        Assert.Null(await open.Post(hook.Address, "{}"u8.ToArray(), default));
        hook.Status = 302;
        Assert.Contains("answered 302", (await open.Post(hook.Address, "{}"u8.ToArray(), default))!.Reason, StringComparison.Ordinal);
        Assert.Single(hook.Posts);
    }

    private (DigestRound Round, Standing Standing) Given()
    {
        folder.Write("shiprank.yaml", $$"""
            organisation: Northwind
            people:
              - { id: ada, name: Ada Example, emails: [1+ada@users.noreply.github.com, ada@example.com] }
              - { id: ben, name: Ben Example, emails: [ben@example.com] }
              - { id: cleo, name: Cleo Example, emails: [cleo@example.com] }
              - { id: dan, name: Dan Example, emails: [dan@example.com] }
              - { id: eve, name: Eve Example, emails: [eve@example.com] }
              - { id: fay, name: Fay Example, emails: [fay@example.com] }
              - { id: gus, name: Gus Example, emails: [gus@example.com] }
            teams:
              - { id: checkout, name: Checkout, members: [{ person: ada }, { person: ben }, { person: cleo }, { person: dan }, { person: eve }] }
              - { id: small, name: Small, members: [{ person: fay }, { person: gus }] }
            digest:
              base_url: https://shiprank.example.com
              folder: ./digests
              people: true
              allow_private_addresses: true
              mail: { host: 127.0.0.1, port: {{mail.Port}}, from: shiprank@example.com }
              teams:
                - { team: checkout, form: slack, webhook_env: HOOK }
                - { team: checkout, form: teams, webhook_env: HOOK }
                - { team: checkout, form: mail, to: [team@example.com] }
                - { team: small, form: slack, webhook_env: HOOK }
            """);
        var workspace = Workspace.Load(folder.At("shiprank.yaml"));
        Assert.Empty(workspace.Problems);
        var standing = Standing.Of(Facts.Read(store, workspace.Value!, now));
        return (new(store, workspace.Value!, name => name == "HOOK" ? hook.Address : null, TimeProvider.System), standing);
    }
}
