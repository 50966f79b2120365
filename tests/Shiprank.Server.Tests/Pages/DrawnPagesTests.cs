using Microsoft.Extensions.DependencyInjection;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Tests.Pages;

/// <summary>A page is drawn once for a version of the results and a look, and never shown beyond.</summary>
[Collection(DemoSite.Name)]
public sealed class DrawnPagesTests(DemoSite site)
{
    [Fact]
    public async Task A_page_is_drawn_once_until_other_results_are_published()
    {
        await using var server = await site.Serve();
        await Get(server, "/teams");
        var (drawn, before) = await Get(server, "/teams");
        var (again, kept) = await Get(server, "/teams");
        Assert.False(before);
        Assert.True(kept);
        Assert.Equal(drawn, again);

        var published = server.Services.GetRequiredService<Published>();
        published.Raise(published.Now!.Standing);

        Assert.False((await Get(server, "/teams")).Kept);
        Assert.True((await Get(server, "/teams")).Kept);
    }

    [Fact]
    public async Task Another_look_is_another_page()
    {
        await using var server = await site.Serve();
        await Get(server, "/");
        var (plain, _) = await Get(server, "/");
        var (other, kept) = await Get(server, "/", $"{Shell.ThemeForm.Cookie}=dark");
        Assert.False(kept);
        Assert.NotEqual(plain, other);
    }

    [Theory]
    [InlineData("/settings")]
    [InlineData("/sources")]
    [InlineData("/teams/nobody")]
    [InlineData("/?team=nobody")]
    [InlineData("/me?person=ada")]
    public async Task What_is_written_to_wrong_or_sets_a_cookie_is_drawn_each_time(string path)
    {
        await using var server = await site.Serve();
        await Get(server, "/");
        await Get(server, path);
        Assert.False((await Get(server, path)).Kept);
    }

    private static async Task<(string Text, bool Kept)> Get(RunningServer server, string path, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await server.Client.SendAsync(request);
        return (await response.Content.ReadAsStringAsync(), response.Headers.Age is not null);
    }
}
