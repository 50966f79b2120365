using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Badges;
using Shiprank.Server.Features.Badges;

namespace Shiprank.Server.Tests.Badges;

/// <summary>Status badges: always an answer, always small, never more than an owner published.</summary>
[Collection(DemoSite.Name)]
public sealed class StatusTests(DemoSite demo)
{
    private static readonly BadgeSettings published = BadgeSettings.Default with
    {
        Publish = [new(HolderKind.Repository, "shop", PublishedMetric.Survival), new(HolderKind.Repository, "shop", PublishedMetric.DeploymentDays), new(HolderKind.Team, "checkout", PublishedMetric.Nd)],
    };

    [Theory]
    [InlineData("repo/shop/survival", "unavailable")]
    [InlineData("repo/shop/survival", "%", 2)]
    [InlineData("repo/shop/deployment-days", ".", 2)]
    [InlineData("repo/shop/change-failure-rate", "private")]
    [InlineData("repo/ledger/survival", "private")]
    [InlineData("repo/nowhere/survival", "private")]
    [InlineData("team/checkout/nd", "unavailable")]
    [InlineData("team/checkout/tokens", "not found")]
    [InlineData("team/checkout/spend", "not found")]
    [InlineData("person/ada/nd", "not found")]
    [InlineData("team/%3Cscript%3E/nd", "private")]
    public async Task The_answer_is_always_200_and_a_kilobyte_at_most(string path, string message, int leastGroup = 5)
    {
        await using var server = await BadgeSite.Serve(demo, published, leastGroup);
        using var ready = await server.Client.GetAsync("/badges");
        using var svg = await server.Client.GetAsync($"/badge/{path}.svg");
        var drawn = await svg.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, svg.StatusCode);
        Assert.InRange(Encoding.UTF8.GetByteCount(drawn), 1, 1024);
        Assert.Contains(message, XDocument.Parse(drawn).Root!.Elements().First().Value, StringComparison.Ordinal);
        Assert.Equal("public, max-age=3600, stale-while-revalidate=86400", svg.Headers.GetValues("Cache-Control").Single().Replace("stale-while-revalidate=86400, max-age=3600", "max-age=3600, stale-while-revalidate=86400", StringComparison.Ordinal));
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", svg.Headers.GetValues("Content-Security-Policy").Single());
        using var shields = JsonDocument.Parse(await server.Client.GetStringAsync($"/badge/{path}.json"));
        Assert.Equal(["cacheSeconds", "color", "label", "labelColor", "message", "schemaVersion"], shields.RootElement.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, shields.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Contains(message, shields.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_escaped_in_the_picture() =>
        Assert.DoesNotContain("<script", StatusBadge.Svg(new StatusFigure("<script>alert(1)</script>", "\"&'", true)), StringComparison.Ordinal);
}
