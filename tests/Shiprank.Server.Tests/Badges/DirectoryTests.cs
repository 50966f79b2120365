using System.Net;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Server.Tests.Settings;

namespace Shiprank.Server.Tests.Badges;

/// <summary>What directories get of a person, and what that person decides about it.</summary>
[Collection(DemoSite.Name)]
public sealed class DirectoryTests(DemoSite demo)
{
    [Fact]
    public async Task Whoever_does_not_exist_share_or_show_gives_the_same_answer()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        var (sharing, badge) = BadgeSite.Holder(server);
        const string hidden = BadgeSite.Hidden;
        server.Store.ShowBadge(hidden, badge, shown: true);
        server.Store.ShowBadge("nobody", badge, shown: true);
        var answers = new List<string>();
        foreach (var who in new[] { "nobody", hidden, sharing })
        {
            using var response = await server.Client.GetAsync($"/people/{who}/badges");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            answers.Add($"{response.Headers.CacheControl} {(await response.Content.ReadAsStringAsync()).Replace(who, "WHO", StringComparison.Ordinal)}");
            answers.Add(await server.Client.GetStringAsync($"/people/{who}/badges?format=html"));
        }

        Assert.Equal(2, answers.Distinct(StringComparer.Ordinal).Count());
        server.Store.ShowBadge(hidden, badge, shown: false);
        server.Store.ShowBadge("nobody", badge, shown: false);
    }

    [Fact]
    public async Task A_person_shows_a_badge_and_hides_it_again()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default with { FrameAncestors = ["https://people.example.com"] });
        var (person, badge) = BadgeSite.Holder(server);
        await Choose(server, person, badge, "true");
        var shown = await server.Client.GetStringAsync($"/people/{person}/badges");
        Assert.Contains($"\"badge\": \"{badge}\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("evidence", shown, StringComparison.Ordinal);
        using (var html = await server.Client.GetAsync($"/people/{person}/badges?format=html"))
        {
            Assert.Contains($"/badges/{badge}/icon.svg", await html.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.EndsWith("frame-ancestors https://people.example.com", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("DENY", html.Headers.TryGetValues("X-Frame-Options", out var frames) ? frames : [], StringComparer.Ordinal);
        }

        Assert.Contains("Shown<", await server.Client.GetStringAsync($"/me?person={person}"), StringComparison.Ordinal);
        Assert.Contains(server.Store.ReadAudit(person), a => a.Entry.Action == "badge.shown" && a.Entry.Detail == badge);
        await Choose(server, person, badge, "false");
        Assert.DoesNotContain(badge, await server.Client.GetStringAsync($"/people/{person}/badges"), StringComparison.Ordinal);
        Assert.DoesNotContain("Shown<", await server.Client.GetStringAsync($"/me?person={person}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-badge", "true")]
    [InlineData("first-landing", "perhaps")]
    public async Task A_choice_of_what_there_is_not_is_refused(string badge, string shown)
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        var (person, held) = BadgeSite.Holder(server);
        var page = await SentPage.Get(server.Client, $"/me?person={person}");
        Assert.Equal(400, (await page.Send(Form(held), ("badge", badge), ("shown", shown))).Status);
        Assert.Empty(server.Store.ReadShownBadges());
    }

    [Fact]
    public async Task A_choice_without_the_pages_own_token_is_refused()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        var (person, badge) = BadgeSite.Holder(server);
        using var response = await server.Client.PostAsync($"/me/badges?person={person}", new FormUrlEncodedContent([new("badge", badge), new("shown", "true")]));
        Assert.False(response.IsSuccessStatusCode);
        Assert.Empty(server.Store.ReadShownBadges());
    }

    [Fact]
    public async Task Every_badge_has_its_icon_in_every_size()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        foreach (var badge in BadgeLibrary.All)
        {
            using var svg = await server.Client.GetAsync($"/badges/{badge.Id}/icon.svg");
            Assert.Equal("image/svg+xml", svg.Content.Headers.ContentType!.MediaType);
            Assert.Contains($"<title id=\"t\">{badge.Name}: {badge.Description}</title>", await svg.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            foreach (var size in (int[])[32, 64, 128])
            {
                var png = await server.Client.GetByteArrayAsync($"/badges/{badge.Id}/icon.png?size={size}");
                Assert.Equal((0x89, size), (png[0], (png[18] << 8) | png[19]));
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync("/badges/none/icon.svg")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Client.GetAsync("/badges/clean-wake/icon.png?size=7")).StatusCode);
    }

    private static async Task Choose(RunningServer server, string person, string badge, string shown)
    {
        var page = await SentPage.Get(server.Client, $"/me?person={person}");
        Assert.Equal(200, (await page.Send(Form(badge), ("shown", shown))).Status);
    }

    private static string Form(string badge) => $"form:has(input[value='{badge}'])";
}
