using Microsoft.Extensions.DependencyInjection;
using Shiprank.Core.Access;
using Shiprank.Server.Jobs;
using Shiprank.Server.Tests.Settings;

namespace Shiprank.Server.Tests.Access;

/// <summary>Service tokens: what they open, how long, and what is kept of them.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private static readonly DateTimeOffset now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    private readonly SetClock clock = new(now);
    private readonly TestFolder folder = new();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start(clock: clock, at: folder);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_token_opens_what_its_scopes_say()
    {
        var token = Given.Token(server.Store, Scopes.Read, at: now);
        Assert.Equal(200, (await Get("/api/v1/prices", token)).Status);
        (await Get("/api/v1/score", token)).IsProblem(403, "scopes");
        (await Get("/metrics", token)).IsProblem(403);
        Assert.Equal(200, (await Get("/metrics", Given.Token(server.Store, Scopes.Metrics, at: now))).Status);
    }

    [Fact]
    public async Task Agents_that_do_not_decode_their_settings_are_known_all_the_same()
    {
        // Claude Code 2.1.332 sends the value of OTEL_EXPORTER_OTLP_HEADERS as it stands there.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/prices");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer%20" + Given.Token(server.Store, Scopes.Badges, at: now));
        (await server.Send(request)).IsProblem(403, "scopes");
    }

    [Fact]
    public async Task It_ends_by_its_time_by_being_revoked_and_with_its_person()
    {
        var tokens = Enumerable.Range(0, 3).Select(i => Given.Token(server.Store, Scopes.Read, i == 2 ? "ada" : null, now)).ToList();
        foreach (var token in tokens) Assert.Equal(200, (await Get("/api/v1/prices", token)).Status);
        server.Store.RevokeToken(tokens[1][..10], now);
        folder.Write("shiprank.yaml", RunningServer.Configuration.Replace("logins: [ada]", "logins: [ada], active: false", StringComparison.Ordinal));
        server.Services.GetRequiredService<LiveWorkspace>().Reload();
        Assert.Equal([200, 401, 401], await All(tokens));
        clock.Now += TimeSpan.FromDays(1);
        Assert.Equal([401, 401, 401], await All(tokens));
    }

    [Theory]
    [InlineData("shp_")]
    [InlineData("shp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task One_that_nobody_made_is_refused_even_where_everybody_may_go(string token) => (await Get("/sign-in", token)).IsProblem(401, "unknown");

    [Fact]
    public async Task It_can_make_no_other_token_whatever_its_scopes()
    {
        var token = Given.Token(server.Store, RoleNames.Scopes.Aggregate(Scopes.None, (all, s) => all | s.Scope), at: now);
        var request = new HttpRequestMessage(HttpMethod.Post, "/settings/tokens/new") { Content = new FormUrlEncodedContent([new("days", "9"), new("scope-read", "true")]) };
        request.Headers.Authorization = new("Bearer", token);
        (await server.Send(request)).IsProblem(403);
        Assert.Single(server.Store.ReadTokens());
    }

    [Fact]
    public async Task The_administrator_makes_one_that_is_shown_once_and_ends_it()
    {
        var page = await SentPage.Get(server.Client, "/settings/tokens");
        var made = await page.Send("form[action='/settings/tokens/new']", ("name", "CI"), ("scope-ingest", "true"), ("person", "ada"), ("days", "30"));
        var text = made.Document.QuerySelector("#token")!.TextContent;
        var kept = Assert.Single(server.Store.ReadTokens());
        Assert.Equal((TokenText.Hash(text), text[..10], Scopes.Ingest, "ada", "local", now.AddDays(30)), (kept.Hash, kept.Id, kept.Scopes, kept.Person, kept.MadeBy, kept.ExpiresAt));
        page = await SentPage.Get(server.Client, "/settings/tokens");
        Assert.DoesNotContain(text, page.Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(403, (await Get("/api/v1/prices", text)).Status);
        await page.Send("form[action='/settings/tokens/revoke']");
        Assert.Equal(401, (await Get("/api/v1/prices", text)).Status);
        Assert.Equal(["token.revoked", "token.used", "token.made"], server.Store.ReadAudit().Select(r => r.Entry.Action));
        Assert.DoesNotContain(server.Store.ReadAudit(), r => r.Entry.Detail.Contains(text, StringComparison.Ordinal));
        Assert.DoesNotContain(text, server.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("366")]
    [InlineData("soon")]
    public async Task It_lasts_a_year_at_most(string days)
    {
        var page = await SentPage.Get(server.Client, "/settings/tokens");
        Assert.Equal(422, (await page.Send("form[action='/settings/tokens/new']", ("scope-read", "true"), ("days", days))).Status);
        Assert.Empty(server.Store.ReadTokens());
    }

    private async Task<List<int>> All(IEnumerable<string> tokens)
    {
        List<int> all = [];
        foreach (var token in tokens) all.Add((await Get("/api/v1/prices", token)).Status);
        return all;
    }

    private Task<Reply> Get(string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        return server.Send(request);
    }
}
