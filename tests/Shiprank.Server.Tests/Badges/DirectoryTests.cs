using System.Net;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;

namespace Shiprank.Server.Tests.Badges;

/// <summary>What directories get of a person, and what that person decides about it.</summary>
[Collection(DemoSite.Name)]
public sealed class DirectoryTests(DemoSite demo)
{
    [Fact]
    public async Task Whoever_does_not_exist_share_or_show_gives_the_same_answer()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        var (sharing, badge, hidden) = await BadgeSite.People(server, demo);
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
        var (person, badge, _) = await BadgeSite.People(server, demo);
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

        Assert.Contains("aria-pressed=\"true\"", await server.Client.GetStringAsync($"/me?person={person}"), StringComparison.Ordinal);
        Assert.Contains(server.Store.ReadAudit(person), a => a.Entry.Action == "badge.shown" && a.Entry.Detail == badge);
        await Choose(server, person, badge, "false");
        Assert.DoesNotContain(badge, await server.Client.GetStringAsync($"/people/{person}/badges"), StringComparison.Ordinal);
        Assert.DoesNotContain("aria-pressed=\"true\" aria-label=\"Show", await server.Client.GetStringAsync($"/me?person={person}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "first-landing", "true")]
    [InlineData("ada", "no-such-badge", "true")]
    [InlineData("ada", "first-landing", "perhaps")]
    public async Task A_choice_of_what_there_is_not_is_refused(string person, string badge, string shown)
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        using var response = await server.Client.PostAsync("/me/badges", Form(person, badge, shown));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
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
        using var response = await server.Client.PostAsync("/me/badges", Form(person, badge, shown));
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
    }

    private static FormUrlEncodedContent Form(string person, string badge, string shown) => new([new("person", person), new("badge", badge), new("shown", shown)]);
}
