using System.Net;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Digests;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Tests.Badges;

[Collection(DemoSite.Name)]
public sealed class DigestScheduleTests(DemoSite demo)
{
    [Theory]
    [InlineData("2026-09-28T07:59:00Z", "UTC", false)]
    [InlineData("2026-09-28T08:00:00Z", "UTC", true)]
    [InlineData("2026-09-28T06:00:00Z", "Europe/Berlin", true)]
    [InlineData("2026-09-28T05:59:00Z", "Europe/Berlin", false)]
    [InlineData("2026-09-30T23:59:00Z", "UTC", true)]
    [InlineData("2026-10-01T08:00:00Z", "UTC", false)]
    [InlineData("2026-09-27T08:00:00Z", "UTC", false)]
    public void Digests_are_due_from_monday_on_in_the_organisations_zone(string now, string zone, bool due) =>
        Assert.Equal(due, DigestSchedule.IsDue(DateTimeOffset.Parse(now, null), TimeZoneInfo.FindSystemTimeZoneById(zone), 8));

    [Fact]
    public async Task The_link_of_a_digest_ends_them_by_its_button_alone()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        var link = DigestRound.StopAddress(new() { Link = "" }, server.Store.Key, "ada")!;
        var page = await server.Client.GetStringAsync(link);
        Assert.Contains("No more digests", page, StringComparison.Ordinal);
        Assert.Empty(server.Store.ReadDigestRefusals());
        using var done = await server.Client.PostAsync(link, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(["ada"], server.Store.ReadDigestRefusals());
        server.Store.RefuseDigest("ada", refused: false);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(link.Replace("ada", "bela", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.PostAsync(link[..^1] + "x", null)).StatusCode);
        Assert.Empty(server.Store.ReadDigestRefusals());
    }
}
