using System.Text;
using Microsoft.AspNetCore.Http;
using Shiprank.Sources.ForgeApi;

namespace Shiprank.Server.Tests.Backfill;

/// <summary>How a forge is asked when it, or the network before it, is not at its best.</summary>
public sealed class ForgeClientTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HurriedClock clock = new(Noon);
    private FakeForge forge = null!;
    private ForgeClient client = null!;

    public async ValueTask InitializeAsync()
    {
        forge = await FakeForge.Start();
        client = ForgeClient.GitHub(forge.Address, new("t0ken"), clock, TimeSpan.FromMinutes(15));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await forge.DisposeAsync();
    }

    [Fact]
    public async Task The_token_goes_with_each_request()
    {
        Assert.True((await client.Get("repos/a/b/issues", CancellationToken.None)).Succeeded);
        Assert.Equal("Bearer t0ken", Assert.Single(forge.Tokens));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_failure_that_passes_is_not_seen(int status)
    {
        var times = 0;
        forge.Answer = (context, _) => ++times < 4 ? FakeForge.Status(context, status) : FakeForge.Json(context, "[]");
        Assert.True((await client.Get("x", CancellationToken.None)).Succeeded);
        Assert.Equal((4, 3), (forge.Requests.Count, clock.Waits.Count));
    }

    [Fact]
    public async Task A_failure_that_stays_is_a_problem_after_six_tries()
    {
        forge.Answer = (context, _) => FakeForge.Status(context, 500);
        Assert.Contains("status 500", (await client.Get("x", CancellationToken.None)).Problem.Reason, StringComparison.Ordinal);
        Assert.Equal(6, forge.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_made_again()
    {
        var times = 0;
        forge.Answer = async (context, _) =>
        {
            if (++times > 2)
            {
                await FakeForge.Json(context, "[1]");
                return;
            }

            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        Assert.True((await client.Get("x", CancellationToken.None)).Succeeded);
        Assert.Equal(3, forge.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    public async Task A_limit_is_waited_for_as_long_as_it_says(int status)
    {
        var times = 0;
        forge.Answer = (context, _) => ++times == 1 ? FakeForge.Status(context, status, ("Retry-After", "37")) : FakeForge.Json(context, "[]");
        Assert.True((await client.Get("x", CancellationToken.None)).Succeeded);
        Assert.Equal(TimeSpan.FromSeconds(37), Assert.Single(clock.Waits));
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_waited_for_until_it_is_renewed()
    {
        var times = 0;
        forge.Answer = (context, _) => ++times == 1
            ? FakeForge.Status(context, 403, ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{Noon.AddSeconds(50).ToUnixTimeSeconds()}"))
            : FakeForge.Json(context, "[]");
        Assert.True((await client.Get("x", CancellationToken.None)).Succeeded);
        Assert.Equal(TimeSpan.FromSeconds(51), Assert.Single(clock.Waits));
    }

    [Fact]
    public async Task A_limit_that_is_used_up_for_long_ends_with_the_time_of_its_renewal()
    {
        forge.Answer = (context, _) => FakeForge.Status(context, 403, ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{Noon.AddMinutes(40).ToUnixTimeSeconds()}"));
        var problem = (await client.Get("x", CancellationToken.None)).Problem;
        Assert.Contains("used up until 2026-06-01 12:40:01 UTC", problem.Reason, StringComparison.Ordinal);
        Assert.Single(forge.Requests);
    }

    [Theory]
    [InlineData(401, "refuses the token")]
    [InlineData(403, "denies access")]
    [InlineData(404, "knows no such repository")]
    [InlineData(410, "status 410")]
    public async Task What_no_patience_helps_is_asked_once(int status, string reason)
    {
        forge.Answer = (context, _) => FakeForge.Status(context, status);
        Assert.Contains(reason, (await client.Get("x", CancellationToken.None)).Problem.Reason, StringComparison.Ordinal);
        Assert.Single(forge.Requests);
    }

    [Theory]
    [InlineData("<html>a proxy</html>")]
    [InlineData("")]
    [InlineData("[{\"a\":")]
    public async Task What_is_no_JSON_is_a_problem_that_shows_nothing_of_it(string body)
    {
        forge.Answer = (context, _) => FakeForge.Json(context, body);
        var problem = (await client.Get("x", CancellationToken.None)).Problem;
        Assert.Contains("not its API's JSON", problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy</html>", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_that_is_too_deep_is_a_problem()
    {
        forge.Answer = (context, _) => FakeForge.Json(context, new StringBuilder().Insert(0, "[", 5000).Append(']', 5000).ToString());
        Assert.False((await client.Get("x", CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task A_redirect_is_followed_on_the_same_host_only()
    {
        forge.Answer = (context, asked) => asked == "/old" ? FakeForge.Status(context, 301, ("Location", "/new"))
            : asked == "/away" ? FakeForge.Status(context, 302, ("Location", "http://localhost:1/new"))
            : FakeForge.Json(context, "[]");
        Assert.True((await client.Get("old", CancellationToken.None)).Succeeded);
        Assert.Contains("another host", (await client.Get("away", CancellationToken.None)).Problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(forge.Requests, r => r.Contains("localhost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_leads_to_another_host_is_not_followed()
    {
        forge.Answer = (context, _) => FakeForge.Json(context, "[]", "http://localhost:1/page2");
        Assert.Contains("another host", (await client.Get("x", CancellationToken.None)).Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_a_problem_in_a_sentence()
    {
        await forge.DisposeAsync();
        Assert.Contains("can't be asked", (await client.Get("x", CancellationToken.None)).Problem.Reason, StringComparison.Ordinal);
        forge = await FakeForge.Start();
    }

    [Theory]
    [InlineData("<https://h/p?page=2>; rel=\"next\", <https://h/p?page=9>; rel=\"last\"", "https://h/p?page=2")]
    [InlineData("<https://h/p?page=1>; rel=\"prev\", <https://h/p?page=3,4>; title=\"a, b\"; rel=\"last next\"", "https://h/p?page=3,4")]
    [InlineData("<https://h/p>; rel=next", "https://h/p")]
    [InlineData("<https://h/p?page=9>; rel=\"last\"", null)]
    [InlineData("<https://h/p", null)]
    [InlineData("", null)]
    public void The_next_page_is_found(string header, string? expected) => Assert.Equal(expected, LinkHeader.Next([header]));

    [Theory]
    [InlineData("https://github.com/northwind/shop.git", "github.com", "northwind/shop")]
    [InlineData("git@github.com:northwind/shop.git", "github.com", "northwind/shop")]
    [InlineData("ssh://git@git.example.com:2222/group/sub/shop", "git.example.com", "group/sub/shop")]
    [InlineData("https://git.example.com:8443/northwind/shop/", "git.example.com:8443", "northwind/shop")]
    public void An_address_names_a_project(string url, string host, string name) => Assert.Equal(new(host, name), ForgeProject.Of(url));

    [Theory]
    [InlineData("/srv/git/shop")]
    [InlineData("file:///srv/git/shop")]
    [InlineData("https://github.com/")]
    [InlineData("shop")]
    public void What_is_no_address_of_a_forge_names_none(string url) => Assert.Null(ForgeProject.Of(url));

    [Theory]
    [InlineData("github.com", "https://api.github.com", true)]
    [InlineData("git.example.com", "https://git.example.com/api/v3", true)]
    [InlineData("git.example.com:8443", "https://git.example.com:8443/api/v4", true)]
    [InlineData("git.example.com:8443", "https://git.example.com/api/v4", false)]
    [InlineData("gitlab.com", "https://api.github.com", false)]
    [InlineData("evil-github.com", "https://api.github.com", false)]
    public void A_project_belongs_to_the_forge_of_its_host(string host, string api, bool expected) => Assert.Equal(expected, new ForgeProject(host, "a/b").IsOn(new(api)));
}
