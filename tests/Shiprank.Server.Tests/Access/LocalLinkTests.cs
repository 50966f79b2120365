using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Core.Access;
using Shiprank.Server.Access;

namespace Shiprank.Server.Tests.Access;

/// <summary>Until people can sign in: whoever opens the printed link is the administrator, and nobody else who reaches the port.</summary>
public sealed class LocalLinkTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync()
    {
        folder.Write("shiprank.yaml", RunningServer.Configuration);
        server = await RunningServer.Over(folder, keep: false, options => options with { TrustsLocal = false });
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_link_makes_one_browser_the_administrators_once()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        using var other = new Browsing(server.Client.BaseAddress!);
        Assert.Equal("/sign-in?return=%2Fsettings", await browser.Next("/settings"));
        var link = server.Services.GetRequiredService<OneTimeLink>().Make();
        Assert.Equal("/", await browser.Next(link));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Get(link)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await other.Get("/settings")).StatusCode);
        Assert.Equal(["sign-in.failed", "sign-in.ok"], server.Store.ReadAudit().Select(r => r.Entry.Action));
    }

    [Theory]
    [InlineData("/sign-in/once")]
    [InlineData("/sign-in/once?code=")]
    [InlineData("/sign-in/once?code=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_guess_opens_nothing(string address)
    {
        server.Services.GetRequiredService<OneTimeLink>().Make();
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.GetAsync(address)).StatusCode);
        Assert.Equal(401, (await server.Get("/api/v1/score")).Status);
        Assert.Equal(401, (await server.Get("/metrics")).Status);
    }

    [Fact]
    public async Task A_token_in_an_address_is_nothing()
    {
        var token = Given.Token(server.Store, Scopes.Read);
        foreach (var name in (string[])["token", "access_token", "api_key"]) Assert.Equal(401, (await server.Get($"/api/v1/openapi.json?{name}={token}")).Status);
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        List<int> answers = [];
        for (var i = 0; i < 40; i++) answers.Add((int)(await server.Client.GetAsync("/sign-in/once?code=x")).StatusCode);
        Assert.Contains(429, answers);
        Assert.Equal(200, (int)(await server.Client.GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Nothing_of_the_organisation_is_told_before_signing_in()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        foreach (var path in (string[])["/sign-in", "/nowhere", "/sign-in/once?code=x"])
        {
            var text = await (await browser.Get(path)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("Northwind", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/settings\"", text, StringComparison.Ordinal);
        }
    }
}
