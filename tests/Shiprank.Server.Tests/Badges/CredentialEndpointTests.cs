using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Credentials;

namespace Shiprank.Server.Tests.Badges;

[Collection(DemoSite.Name)]
public sealed class CredentialEndpointTests(DemoSite demo)
{
    [Fact]
    public async Task A_credential_verifies_with_what_the_issuer_serves()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default with { Issuer = BadgeSite.Origin });
        var (person, badge) = BadgeSite.Holder(server);
        using var response = await server.Client.GetAsync($"/me/badges/{badge}/credential?person={person}");
        Assert.Equal("application/vc+jwt", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var text = await response.Content.ReadAsStringAsync();
        var report = new CredentialVerifier(id => Key(server, id), address => server.Client.GetStringAsync(Local(address)).GetAwaiter().GetResult()).Verify(text, DemoSite.Options.AsOf.AddDays(1));
        Assert.True(report.IsValid, string.Join('\n', report.Checks));
        Assert.Equal($"{BadgeSite.Origin}/credentials/issuer", report.Issuer);
        Assert.Contains(report.Issuer!, await server.Client.GetStringAsync("/credentials/issuer"), StringComparison.Ordinal);
        Assert.Equal(await server.Client.GetStringAsync("/credentials/jwks.json"), await server.Client.GetStringAsync("/.well-known/jwks.json"));
    }

    [Fact]
    public async Task Without_an_issuer_there_are_none()
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default);
        var (person, badge) = BadgeSite.Holder(server);
        foreach (var path in new[] { $"/me/badges/{badge}/credential?person={person}", "/credentials/issuer", "/credentials/jwks.json", "/credentials/status/0", "/credentials/keys/0123456789abcdef" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(path)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/me/badges/first-landing/credential?person=nobody")]
    [InlineData("/me/badges/none/credential?person=ada")]
    [InlineData("/credentials/status/7")]
    [InlineData("/credentials/status/-1")]
    [InlineData("/credentials/keys/..%2Fsecret")]
    [InlineData("/credentials/keys/0123456789abcdef")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        await using var server = await BadgeSite.Serve(demo, BadgeSettings.Default with { Issuer = BadgeSite.Origin });
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(path)).StatusCode);
    }

    private static Result<RSA> Key(RunningServer server, string id)
    {
        using var document = JsonDocument.Parse(server.Client.GetStringAsync(Local(id)).GetAwaiter().GetResult());
        return JsonWebKeys.Read(document.RootElement, id) is { } key ? key : new Problem(id, 0, "no key");
    }

    private static string Local(string address)
    {
        Assert.StartsWith(BadgeSite.Origin, address, StringComparison.Ordinal);
        return address[BadgeSite.Origin.Length..];
    }
}
