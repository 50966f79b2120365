using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Shiprank.Server.Tests.Access.Oidc;

/// <summary>An OpenID provider on this machine whose tokens a test can spoil. It holds its clients to the rules: a code once, its verifier, its address, the secret.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string Client = "shiprank";
    public const string Secret = "cl1ent s3cret/+";

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, (string Challenge, string Redirect, string Nonce)> codes = new(StringComparer.Ordinal);
    private TestKey key = TestKey.Rsa("first");

    private TestProvider(WebApplication app, TimeProvider clock) => (this.app, this.clock) = (app, clock);

    public Uri Issuer { get; private set; } = null!;

    /// <summary>Changes what the next token says.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Changes the discovery document.</summary>
    public Action<JsonObject> Metadata { get; set; } = _ => { };

    /// <summary>Makes the token's text out of its claims; the provider's key otherwise.</summary>
    public Func<JsonObject, TestKey, string>? Sign { get; set; }

    public int KeysAsked { get; private set; }

    public static async Task<TestProvider> Start(TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var provider = new TestProvider(builder.Build(), clock);
        provider.app.UseRouting();
        provider.app.MapGet("/.well-known/openid-configuration", provider.Discover);
        provider.app.MapGet("/keys", provider.Keys);
        provider.app.MapPost("/token", provider.Token);
        await provider.app.StartAsync();
        provider.Issuer = new(provider.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return provider;
    }

    /// <summary>The provider signs with another key from now on, and no longer shows the old one.</summary>
    public void Rotate(TestKey next) => key = next;

    /// <summary>What the provider does when somebody has proved there who they are.</summary>
    /// <param name="address">Where the browser was sent.</param>
    /// <returns>State and code of the address that the browser is sent back to.</returns>
    public (string State, string Code, Uri Return) Authorize(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        Assert.Equal(("code", Client, "S256"), (query["response_type"].Single(), query["client_id"].Single(), query["code_challenge_method"].Single()));
        Assert.Contains("openid", query["scope"].Single()!.Split(' '));
        var code = $"code-{codes.Count + 1}";
        codes[code] = (query["code_challenge"].Single()!, query["redirect_uri"].Single()!, query["nonce"].Single()!);
        var state = query["state"].Single()!;
        return (state, code, new(QueryHelpers.AddQueryString(query["redirect_uri"].Single()!, new Dictionary<string, string?> { ["state"] = state, ["code"] = code })));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Task Discover(HttpContext context)
    {
        JsonObject document = new()
        {
            ["issuer"] = Issuer.AbsoluteUri.TrimEnd('/'),
            ["authorization_endpoint"] = new Uri(Issuer, "authorize?prompt=login").AbsoluteUri,
            ["token_endpoint"] = new Uri(Issuer, "token").AbsoluteUri,
            ["jwks_uri"] = new Uri(Issuer, "keys").AbsoluteUri,
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
        };
        Metadata(document);
        return context.Response.WriteAsync(document.ToJsonString());
    }

    private Task Keys(HttpContext context)
    {
        KeysAsked++;
        return context.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "oct", ["k"] = "AAAA" }, key.Public()) }.ToJsonString());
    }

    private async Task Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var basic = Encoding.UTF8.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()["Basic ".Length..]));
        var right = codes.Remove(form["code"].ToString(), out var granted)
            && basic == $"{Client}:{Uri.EscapeDataString(Secret)}"
            && granted.Redirect == form["redirect_uri"].ToString()
            && granted.Challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!right)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"error":"invalid_grant","error_description":"ada@example.com typed something"}""");
            return;
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject claims = new()
        {
            ["iss"] = Issuer.AbsoluteUri.TrimEnd('/'),
            ["aud"] = Client,
            ["sub"] = "u-4711",
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = granted.Nonce,
            ["email"] = "ada@example.com",
            ["email_verified"] = true,
            ["groups"] = new JsonArray("engineers", "shiprank-admins"),
        };
        Claims(claims);
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { access_token = "opaque", token_type = "Bearer", id_token = (Sign ?? TestKey.Sign)(claims, key) }));
    }
}
