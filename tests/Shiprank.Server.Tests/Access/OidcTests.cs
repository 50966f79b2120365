using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Tests.Access;

/// <summary>Signing in by a provider: the good way, and what attackers try.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private readonly SetClock clock = new(new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero));
    private readonly TestFolder folder = new();
    private TestProvider provider = null!;
    private RunningServer server = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await TestProvider.Start();
        provider.Clock = clock;
        server = await RunningServer.Start(Configuration(), clock: clock, at: folder, variable: name => name == "OIDC_SECRET" ? TestProvider.ClientSecret : null);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await provider.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_person_signs_in_and_sees_their_own_page()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        Assert.Equal("/sign-in?return=%2Fme", await browser.Next("/me"));
        using var answer = await browser.SignIn("/me");
        Assert.Equal((HttpStatusCode.SeeOther, "/me"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal("", provider.Refused);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("shiprank-", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        using var page = await browser.Get("/me");
        Assert.Contains("Ada Example", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("sign-in.ok|ada", Assert.Single(server.Store.ReadAudit().Select(r => $"{r.Entry.Action}|{r.Entry.About}")));
        Assert.DoesNotContain(TestProvider.ClientSecret, server.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonce", "nonce")]
    [InlineData("aud", "audience")]
    [InlineData("aud-many", "audience")]
    [InlineData("azp", "audience")]
    [InlineData("iss", "issuer")]
    [InlineData("exp", "expired")]
    [InlineData("no-exp", "expired")]
    [InlineData("nbf", "not-yet")]
    [InlineData("iat", "made-at")]
    [InlineData("sub", "subject")]
    [InlineData("email", "no-person")]
    [InlineData("unverified", "no-person")]
    [InlineData("leaver", "no-person")]
    [InlineData("none", "algorithm")]
    [InlineData("hs256", "algorithm")]
    [InlineData("rs512", "algorithm")]
    [InlineData("crit", "algorithm")]
    [InlineData("other-key", "signature")]
    [InlineData("cut", "signature")]
    [InlineData("swapped-type", "signature")]
    public async Task A_token_that_is_not_good_lets_nobody_in(string how, string why)
    {
        using var other = RSA.Create(2048);
        provider.Claims = claims => Spoil(claims, how);
        provider.Sign = how switch
        {
            "none" => (header, body) => $"{TestProvider.Encoded(With(header, "alg", "none"))}.{body}.",
            "hs256" => (header, body) => Hmac(With(header, "alg", "HS256"), body),
            "rs512" => (header, body) => TestProvider.SignedBy(provider.Rsa, With(header, "alg", "RS512"), body),
            "crit" => (header, body) => TestProvider.SignedBy(provider.Rsa, With(header, "crit", "x"), body),
            "other-key" => (header, body) => TestProvider.SignedBy(other, header, body),
            "cut" => (header, body) => $"{TestProvider.Encoded(header)}.{body}.",
            "swapped-type" => (header, body) => TestProvider.SignedBy(provider.Rsa, With(With(header, "alg", "ES256"), "kid", "e1"), body),
            _ => null,
        };
        using var browser = new Browsing(server.Client.BaseAddress!);
        using var answer = await browser.SignIn();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(browser.Session);
        Assert.Equal(("sign-in.failed", why), (server.Store.ReadAudit()[0].Entry.Action, server.Store.ReadAudit()[0].Entry.Detail));
        Assert.StartsWith("/sign-in", await browser.Next("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_elliptic_signature_is_good_too()
    {
        provider.Sign = (header, body) =>
        {
            var head = TestProvider.Encoded(With(With(header, "alg", "ES256"), "kid", "e1"));
            return $"{head}.{body}.{System.Buffers.Text.Base64Url.EncodeToString(provider.Curve.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256))}";
        };
        using var browser = new Browsing(server.Client.BaseAddress!);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn()).StatusCode);
    }

    [Fact]
    public async Task Keys_may_change_at_any_moment_and_are_not_asked_for_without_end()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn()).StatusCode);
        using var next = RSA.Create(2048);
        var before = provider.Rsa;
        (provider.Rsa, provider.KeyId) = (next, "k2");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignIn()).StatusCode);
        Assert.Equal(1, provider.KeysAsked);
        clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn()).StatusCode);
        Assert.Equal(2, provider.KeysAsked);
        (provider.Rsa, provider.KeyId) = (before, "k1");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignIn()).StatusCode);
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_where_it_was_begun()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        using var attacker = new Browsing(server.Client.BaseAddress!);
        var callback = await browser.ToCallback();

        // The attacker's own answer, sent to the browser of somebody else, and the other way round.
        Assert.Equal(HttpStatusCode.BadRequest, (await attacker.Get(callback)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Get(await attacker.ToCallback())).StatusCode);

        callback = await browser.ToCallback();
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get(callback)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Get(callback)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Get("/sign-in/callback?code=x&state=" + new string('A', 43))).StatusCode);
        Assert.Null(attacker.Session);
    }

    [Fact]
    public async Task A_sign_in_that_takes_too_long_is_begun_again()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        var callback = await browser.ToCallback();
        clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Get(callback)).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example.com")]
    [InlineData("https://evil.example.com/")]
    [InlineData("/\\evil.example.com")]
    [InlineData("/\t/evil.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\\\\evil.example.com")]
    [InlineData("/sign-out")]
    [InlineData("")]
    public async Task Nobody_is_led_to_another_server(string back)
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        using var answer = await browser.SignIn(back);
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_session_is_new_and_ends_by_signing_out_for_everybody_who_has_its_cookie()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        var fixedValue = new string('A', 43);
        browser.Cookies.Add(server.Client.BaseAddress!, new Cookie($"shiprank-{server.Client.BaseAddress!.Port}", fixedValue));
        await browser.SignIn();
        var stolen = browser.Session!;
        Assert.NotEqual(fixedValue, stolen);
        using var thief = new Browsing(server.Client.BaseAddress!);
        thief.Cookies.Add(server.Client.BaseAddress!, new Cookie($"shiprank-{server.Client.BaseAddress!.Port}", stolen));
        Assert.Equal(HttpStatusCode.OK, (await thief.Get("/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await thief.Get("/api/v1/prices")).StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Origin", server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Send(request)).StatusCode);
        Assert.Null(browser.Session);
        Assert.StartsWith("/sign-in", await thief.Next("/me"), StringComparison.Ordinal);
        Assert.Null(server.Store.ReadSignIn(Core.Access.TokenText.Hash(stolen)));
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(9, false)]
    public async Task A_session_that_nobody_uses_ends(int hours, bool good)
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        await browser.SignIn();
        clock.Now += TimeSpan.FromHours(hours);
        Assert.Equal(good ? HttpStatusCode.OK : HttpStatusCode.SeeOther, (await browser.Get("/me")).StatusCode);
        clock.Now += TimeSpan.FromHours(6);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get("/me")).StatusCode);
    }

    [Fact]
    public async Task Who_leaves_or_loses_a_role_is_out_at_once()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        await browser.SignIn();
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/settings")).StatusCode);
        folder.Write("shiprank.yaml", Configuration(admin: "ben"));
        server.Services.GetRequiredService<LiveWorkspace>().Reload();
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/me")).StatusCode);
        folder.Write("shiprank.yaml", Configuration(admin: "ben", active: false));
        server.Services.GetRequiredService<LiveWorkspace>().Reload();
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get("/me")).StatusCode);
    }

    [Fact]
    public async Task Groups_of_the_provider_give_roles()
    {
        provider.Claims = claims =>
        {
            claims["email"] = "ben@example.com";
            claims["groups"] = new JsonArray("money", "others");
        };
        using var browser = new Browsing(server.Client.BaseAddress!);
        await browser.SignIn();
        Assert.EndsWith("member finops", server.Store.ReadAudit()[0].Entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_taken_from_its_own_page_alone()
    {
        using var browser = new Browsing(server.Client.BaseAddress!);
        await browser.SignIn();
        HttpRequestMessage Post(string origin) => new(HttpMethod.Post, "/settings/tokens/new") { Content = new FormUrlEncodedContent([new("days", "9"), new("scope-read", "true")]), Headers = { { "Origin", origin } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(Post("https://evil.example.com"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Send(Post(server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)))).StatusCode);
        Assert.Empty(server.Store.ReadTokens());
    }

    [Fact]
    public async Task A_provider_that_is_away_is_told_and_one_that_names_another_issuer_is_none()
    {
        await provider.DisposeAsync();
        using var browser = new Browsing(server.Client.BaseAddress!);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Get("/sign-in/start")).StatusCode);
        provider = await TestProvider.Start();
    }

    private string Configuration(string admin = "ada", bool active = true) => $$"""
        organisation: Northwind
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], active: {{(active ? "true" : "false")}} }
          - { id: ben, name: Ben Example, emails: [ben@example.com] }
          - { id: gus, name: Gus Example, emails: [gus@example.com], active: false }
        access:
          admins: [{{admin}}]
          oidc: { issuer: "{{provider.Issuer}}", client_id: shiprank, client_secret_env: OIDC_SECRET, groups_claim: groups }
          groups: { money: finops }
        """;

    private void Spoil(JsonObject claims, string how)
    {
        var now = clock.Now.ToUnixTimeSeconds();
        _ = how switch
        {
            "nonce" => claims["nonce"] = "another",
            "aud" => claims["aud"] = "another",
            "aud-many" => claims["aud"] = new JsonArray("another", TestProvider.ClientId),
            "azp" => claims["azp"] = "another",
            "iss" => claims["iss"] = "https://another.example.com",
            "exp" => claims["exp"] = now - 61,
            "nbf" => claims["nbf"] = now + 61,
            "iat" => claims["iat"] = now - 3600,
            "sub" => claims["sub"] = "",
            "email" => claims["email"] = "eve@example.com",
            "unverified" => claims["email_verified"] = false,
            "leaver" => claims["email"] = "gus@example.com",
            _ => null,
        };
        if (how == "no-exp") claims.Remove("exp");
    }

    /// <summary>The public key as the secret that both know: what a client takes that lets the token choose.</summary>
    private string Hmac(JsonObject header, string body)
    {
        var head = TestProvider.Encoded(header);
        return $"{head}.{body}.{System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(provider.Rsa.ExportRSAPublicKeyPem()), Encoding.ASCII.GetBytes($"{head}.{body}")))}";
    }

    private static JsonObject With(JsonObject header, string name, string value)
    {
        header[name] = value;
        return header;
    }
}
