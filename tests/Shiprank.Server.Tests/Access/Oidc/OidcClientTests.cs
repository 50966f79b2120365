using System.Text.Json.Nodes;
using Shiprank.Core;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Server.Access.Oidc;

namespace Shiprank.Server.Tests.Access.Oidc;

public sealed class OidcClientTests : IAsyncLifetime
{
    private static readonly Uri home = new("http://localhost:7447/sign-in/return");
    private readonly SetClock clock = new(new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero));
    private TestProvider provider = null!;
    private OidcClient client = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await TestProvider.Start(clock);
        client = new(new(provider.Issuer, TestProvider.Client, SecretPlaces.None) { Scopes = ["email", "groups"] }, new(TestProvider.Secret), clock);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await provider.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_who_proved_it_to_the_provider_is_known(bool curve)
    {
        provider.Rotate(curve ? TestKey.Ec("e") : TestKey.Rsa("r"));
        var identity = await SignIn();
        Assert.True(identity.Succeeded, identity.Succeeded ? "" : identity.Problem.ToString());
        Assert.Equal(("u-4711", "ada@example.com", true), (identity.Value.Subject, identity.Value.One("email"), identity.Value.IsEmailVerified));
        Assert.Equal(["engineers", "shiprank-admins"], identity.Value.All("groups"));
        Assert.Null(identity.Value.One("groups"));
    }

    [Fact]
    public async Task The_address_keeps_what_the_provider_wants_in_it_and_tells_no_secret()
    {
        var address = (await client.Begin(home)).Value.Address;
        Assert.StartsWith(provider.Issuer + "authorize?prompt=login&response_type=code", address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("scope=openid%20email%20groups", address.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_sign_ins_share_a_secret()
    {
        var (a, b) = ((await client.Begin(home)).Value.Pending, (await client.Begin(home)).Value.Pending);
        string[] all = [a.State, a.Nonce, a.Verifier, b.State, b.Nonce, b.Verifier];
        Assert.Equal(6, all.Distinct().Count());
        Assert.All(all, text => Assert.Equal(43, text.Length));
    }

    [Fact]
    public async Task A_token_with_a_wrong_claim_is_refused()
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        await Refuses("another sign-in (nonce)", c => c["nonce"] = "made up");
        await Refuses("another sign-in (nonce)", c => c.Remove("nonce"));
        await Refuses("another audience", c => c["aud"] = "another-client");
        await Refuses("another audience", c => c.Remove("aud"));
        await Refuses("another party", c => c["aud"] = new JsonArray(TestProvider.Client, "another-client"));
        await Refuses("another party", c => c["azp"] = "another-client");
        await Refuses("another issuer", c => c["iss"] = "https://login.example.com");
        await Refuses("another issuer", c => c["iss"] = provider.Issuer + "tenant");
        await Refuses("expired", c => c["exp"] = now - 121);
        await Refuses("expired", c => c.Remove("exp"));
        await Refuses("expired", c => c["exp"] = "tomorrow");
        await Refuses("not issued just now", c => c["iat"] = now + 300);
        await Refuses("not issued just now", c => c["iat"] = now - 3600);
        await Refuses("not valid yet", c => c["nbf"] = now + 300);
        await Refuses("of nobody", c => c.Remove("sub"));
    }

    [Fact]
    public async Task Clocks_may_be_two_minutes_apart()
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        provider.Claims = c => (c["iat"], c["nbf"], c["exp"]) = (now + 119, now + 119, now + 400);
        Assert.True((await SignIn()).Succeeded);
        provider.Claims = c => c["exp"] = now - 119;
        Assert.True((await SignIn()).Succeeded);
    }

    [Fact]
    public async Task A_token_that_the_provider_did_not_sign_is_refused()
    {
        var stranger = TestKey.Rsa("first");
        await Forged((claims, _) => TestKey.Unsigned(claims));
        await Forged((claims, _) => TestKey.Unsigned(claims) + "AAAA");
        await Forged((claims, key) => key.Confused(claims));
        await Forged((claims, _) => stranger.Token(claims, "RS256"));
        await Forged((claims, _) => stranger.Token(claims, "RS256", "unknown"));
        await Forged((claims, key) => key.Token(claims, "RS384"));
        await Forged((claims, key) => key.Token(claims, "ES256"));
        await Forged((claims, key) => key.Token(claims, "none"));
        await Forged((claims, key) => Changed(key.Token(claims, "RS256")));
        await Forged((_, _) => "no.token");
        await Forged((_, _) => "a.b.c");
        await Forged((_, _) => "");
    }

    [Fact]
    public async Task A_key_too_short_to_be_safe_signs_nothing()
    {
        provider.Rotate(TestKey.Rsa("short", 1024));
        Assert.Contains("not of a key of the provider", (await SignIn()).Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_may_change_its_key_at_any_time()
    {
        Assert.True((await SignIn()).Succeeded);
        Assert.True((await SignIn()).Succeeded);
        Assert.Equal(1, provider.KeysAsked);
        clock.Now += TimeSpan.FromSeconds(31);
        provider.Rotate(TestKey.Ec("second"));
        Assert.True((await SignIn()).Succeeded);
        Assert.Equal(2, provider.KeysAsked);
    }

    [Fact]
    public async Task Made_up_keys_do_not_make_the_provider_be_asked_again_and_again()
    {
        Assert.True((await SignIn()).Succeeded);
        clock.Now += TimeSpan.FromSeconds(31);
        provider.Sign = (claims, key) => key.Token(claims, "RS256", "made up");
        for (var i = 0; i < 5; i++) Assert.False((await SignIn()).Succeeded);
        Assert.Equal(2, provider.KeysAsked);
    }

    [Fact]
    public async Task A_code_works_once_and_for_who_began_alone()
    {
        var start = (await client.Begin(home)).Value;
        var (state, code, _) = provider.Authorize(start.Address);
        var other = (await client.Begin(home)).Value.Pending;
        Assert.Contains("another sign-in (state)", (await client.Complete(other, state, code, null)).Problem.Reason, StringComparison.Ordinal);
        Assert.Contains("invalid_grant", (await client.Complete(other, other.State, code, null)).Problem.Reason, StringComparison.Ordinal);
        (state, code, _) = provider.Authorize(start.Address);
        Assert.True((await client.Complete(start.Pending, state, code, null)).Succeeded);
        var again = await client.Complete(start.Pending, state, code, null);
        Assert.DoesNotContain("typed", again.Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_takes_too_long_is_over()
    {
        var start = (await client.Begin(home)).Value;
        var (state, code, _) = provider.Authorize(start.Address);
        clock.Now += TimeSpan.FromMinutes(11);
        Assert.Contains("too long", (await client.Complete(start.Pending, state, code, null)).Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_providers_answer_is_not_taken_for_this_ones()
    {
        provider.Metadata = d => d["authorization_response_iss_parameter_supported"] = true;
        var start = (await client.Begin(home)).Value;
        var (state, code, _) = provider.Authorize(start.Address);
        Assert.Contains("another issuer", (await client.Complete(start.Pending, state, code, null)).Problem.Reason, StringComparison.Ordinal);
        Assert.Contains("another issuer", (await client.Complete(start.Pending, state, code, "https://login.example.com")).Problem.Reason, StringComparison.Ordinal);
        Assert.True((await client.Complete(start.Pending, state, code, provider.Issuer.AbsoluteUri.TrimEnd('/'))).Succeeded);
    }

    [Fact]
    public async Task A_provider_that_can_not_be_trusted_to_be_the_one_is_not_asked()
    {
        await Undiscovered("another issuer", d => d["issuer"] = "https://login.example.com");
        await Undiscovered("token_endpoint", d => d["token_endpoint"] = "http://login.example.com/token");
        await Undiscovered("authorization_endpoint", d => d["authorization_endpoint"] = "javascript:alert(1)");
        await Undiscovered("jwks_uri", d => d.Remove("jwks_uri"));
        await Undiscovered("PKCE", d => d["code_challenge_methods_supported"] = new JsonArray("plain"));
    }

    [Fact]
    public async Task A_provider_that_is_away_is_a_problem_and_no_exception()
    {
        await provider.DisposeAsync();
        Assert.Contains("can't be reached", (await client.Begin(home)).Problem.Reason, StringComparison.Ordinal);
    }

    private async Task<Result<OidcIdentity>> SignIn()
    {
        var start = (await client.Begin(home)).Value;
        var (state, code, _) = provider.Authorize(start.Address);
        return await client.Complete(start.Pending, state, code, null);
    }

    private async Task Refuses(string reason, Action<JsonObject> spoil)
    {
        provider.Claims = spoil;
        var refused = await SignIn();
        Assert.False(refused.Succeeded, reason);
        Assert.Contains(reason, refused.Problem.Reason, StringComparison.Ordinal);
    }

    private async Task Forged(Func<JsonObject, TestKey, string> sign)
    {
        provider.Sign = sign;
        var refused = await SignIn();
        Assert.False(refused.Succeeded);
        Assert.Equal("ID token", refused.Problem.Where);
    }

    private async Task Undiscovered(string reason, Action<JsonObject> spoil)
    {
        provider.Metadata = spoil;
        Assert.Contains(reason, (await client.Begin(home)).Problem.Reason, StringComparison.Ordinal);
    }

    /// <summary>Other claims under the signature of the right ones.</summary>
    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var at = parts[1].Length / 2;
        return $"{parts[0]}.{parts[1][..at]}{(parts[1][at] == 'A' ? 'B' : 'A')}{parts[1][(at + 1)..]}.{parts[2]}";
    }
}
