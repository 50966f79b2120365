using System.Security.Cryptography;
using Shiprank.Core.Access;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>Who calls, and on whose word.</summary>
public sealed class CallerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_token_that_is_forged_expired_early_or_anothers_opens_nothing()
    {
        await using var gateway = await Start(change: o => o with { TrustsLocal = false });
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = gateway.Token();
        var now = DateTimeOffset.UtcNow;
        foreach (var (token, why) in ((string, string)[])
        [
            (gateway.Token(by: other), "not made here"),
            (good[..^6] + "AAAAAA", "not made here"),
            ("shw_nothing", "not made here"),
            (gateway.Token(t => t with { ExpiresAt = (now - Hour).ToUnixTimeSeconds() }), "has expired"),
            (gateway.Token(t => t with { IssuedAt = (now + Hour).ToUnixTimeSeconds() }), "made in the future"),
            (gateway.Token(t => t with { Organisation = "there" }), "another installation"),
            (gateway.Token(t => t with { Person = "zoe" }), "nobody who works here"),
        ])
        {
            var (status, text, answer) = await gateway.Ask(token: token);
            Assert.Equal(401, status);
            Assert.Contains(why, text, StringComparison.Ordinal);
            Assert.Contains("authentication_error", text, StringComparison.Ordinal);
            Assert.Equal("false", answer.Headers.GetValues("x-should-retry").Single());
        }

        Assert.Equal(401, (await gateway.Ask()).Status);
        Assert.Equal(401, (await gateway.Ask(token: "sk-ant-some-key")).Status);
        Assert.Empty(gateway.Provider.Seen);
        Assert.Equal(200, (await gateway.Ask(token: good)).Status);
    }

    [Fact]
    public async Task Clocks_may_be_apart_by_two_minutes()
    {
        await using var gateway = await Start(change: o => o with { TrustsLocal = false });
        var now = DateTimeOffset.UtcNow;
        Assert.Equal(200, (await gateway.Ask(token: gateway.Token(t => t with { IssuedAt = (now + TimeSpan.FromSeconds(100)).ToUnixTimeSeconds() }))).Status);
        Assert.Equal(200, (await gateway.Ask(token: gateway.Token(t => t with { ExpiresAt = (now - TimeSpan.FromSeconds(100)).ToUnixTimeSeconds() }))).Status);
    }

    [Fact]
    public async Task A_persons_token_is_that_person_and_a_machines_runs_on_its_own()
    {
        await using var gateway = await Start(change: o => o with { TrustsLocal = false });
        var (person, machine, reader) = (Make("laptop", Scopes.Work, "ben", 1), Make("nightly", Scopes.Work | Scopes.Ingest, null, 2), Make("reader", Scopes.Read, null, 3));
        foreach (var token in (NewToken[])[person, machine, reader]) gateway.Server.Store.AddToken(token.Kept);
        Assert.Equal(200, (await gateway.Ask(token: person.Text)).Status);
        Assert.Equal(("ben", "", false), (gateway.Last.Person, gateway.Last.Job, gateway.Last.Autonomous));
        Assert.Equal(200, (await gateway.Ask(null, null, ("Authorization", $"Bearer {machine.Text}"))).Status);
        Assert.Equal(("", "nightly", true), (gateway.Last.Person, gateway.Last.Job, gateway.Last.Autonomous));
        Assert.Equal(401, (await gateway.Ask(token: reader.Text)).Status);
        Assert.Equal(401, (await gateway.Ask(token: "shp_unknown")).Status);
        gateway.Server.Store.RevokeToken(person.Kept.Id, DateTimeOffset.UtcNow);
        Assert.Equal(401, (await gateway.Ask(token: person.Text)).Status);
    }

    [Fact]
    public async Task Only_a_trusted_gateway_says_who_somebody_is()
    {
        var ada = ("x-claude-gateway-user-email", "ada@example.com");
        await using (var untrusted = await Start(change: o => o with { TrustsLocal = false })) Assert.Equal(401, (await untrusted.Ask(null, null, ada)).Status);
        await using var gateway = await Start(gateway: "trusted_peers: [127.0.0.0/8]", change: o => o with { TrustsLocal = false });
        Assert.Equal(200, (await gateway.Ask(null, null, ada)).Status);
        Assert.Equal("ada", gateway.Last.Person);
        Assert.Equal(401, (await gateway.Ask(null, null, ("x-claude-gateway-user-email", "stranger@example.com"))).Status);
    }

    [Fact]
    public async Task A_page_in_a_browser_of_the_same_machine_spends_nothing()
    {
        await using var gateway = await Start();
        Assert.Equal(401, (await gateway.Ask(null, null, ("Origin", "https://example.com"))).Status);
        Assert.Equal(401, (await gateway.Ask(null, null, ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Equal(200, (await gateway.Ask(null, null, ("Sec-Fetch-Mode", "cors"))).Status);
        Assert.Single(gateway.Provider.Seen);
    }

    [Fact]
    public async Task Signs_of_a_client_may_make_a_run_autonomous_and_never_attended()
    {
        await using var gateway = await Start();
        var attended = gateway.Token(t => t with { Autonomous = false });
        await gateway.Ask(null, attended, ("User-Agent", "claude-cli/2.1.329 (external, cli)"));
        Assert.False(gateway.Last.Autonomous);
        await gateway.Ask(null, attended, ("User-Agent", "claude-cli/2.1.329 (external, sdk-cli)"));
        Assert.True(gateway.Last.Autonomous);
        await gateway.Ask(null, gateway.Token(), ("User-Agent", "claude-cli/2.1.329 (external, cli)"));
        Assert.True(gateway.Last.Autonomous);
        await gateway.Ask(null, attended, ("x-codex-turn-metadata", """{"turn_trigger":"exec"}"""));
        Assert.True(gateway.Last.Autonomous);
    }

    [Fact]
    public async Task A_ticket_is_taken_from_the_token_then_a_header_then_a_branch()
    {
        await using var gateway = await Start();
        var none = gateway.Token(t => t with { Ticket = "" });
        var (header, branch) = (("x-ticket", "PAY-2"), ("x-codex-turn-metadata", """{"session_id":"s","workspaces":{"/w":{"branch":"PAY-3-cart"}}}"""));
        foreach (var (token, headers, ticket) in ((string, (string, string)[], string)[])[(gateway.Token(), [header, branch], "PAY-1"), (none, [header, branch], "PAY-2"), (none, [branch], "PAY-3"), (none, [], "PAY-1234")])
        {
            await gateway.Ask(null, token, headers);
            Assert.Equal(ticket, gateway.Last.Ticket);
        }
    }

    [Fact]
    public async Task A_run_is_the_tokens_else_the_clients_session()
    {
        await using var gateway = await Start();
        await gateway.Ask(token: gateway.Token());
        Assert.Equal("run-7", gateway.Last.Run);
        await gateway.Ask(null, null, ("x-claude-code-session-id", "abc"));
        Assert.Equal(("claude-code:abc", "abc", "claude-code"), (gateway.Last.Run, gateway.Last.Session, gateway.Last.Agent));
    }

    private static NewToken Make(string name, Scopes scopes, string? person, byte seed) =>
        NewToken.Of(Enumerable.Repeat(seed, 32).ToArray(), name, scopes, person, Viewer.Console, DateTimeOffset.UtcNow, 30);
}
