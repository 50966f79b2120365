using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Shiprank.Server.Tests.Access;

/// <summary>An OpenID provider of the tests' own, on loopback: it checks what a client has to send, and signs what it is told to.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "shiprank";
    public const string ClientSecret = "s3cret of the client";

    /// <summary>Making one takes long.</summary>
    private static readonly RSA first = RSA.Create(2048);

    private readonly WebApplication app;
    private readonly Dictionary<string, (string Nonce, string Challenge, string Redirect)> codes = [];
    private int made;

    private TestProvider(WebApplication app) => this.app = app;

    public string Issuer => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public RSA Rsa { get; set; } = first;

    public ECDsa Curve { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId { get; set; } = "k1";

    /// <summary>How often its keys were asked for.</summary>
    public int KeysAsked { get; private set; }

    /// <summary>Why a client was refused; empty when none was.</summary>
    public string Refused { get; private set; } = "";

    /// <summary>Changes the claims before they are signed.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Makes the token of header and body, both encoded; null: RS256.</summary>
    public Func<JsonObject, string, string>? Sign { get; set; }

    public static async Task<TestProvider> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.UseRouting();
        app.MapGet("/.well-known/openid-configuration", context => provider.Discover(context));
        app.MapGet("/keys", context => provider.Keys(context));
        app.MapGet("/authorize", context => provider.Authorize(context));
        app.MapPost("/token", context => provider.Token(context));
        await app.StartAsync();
        return provider;
    }

    public static string SignedBy(RSA key, JsonObject header, string body)
    {
        var head = Encoded(header);
        return $"{head}.{body}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Encoded(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Curve.Dispose();
    }

    private Task Discover(HttpContext context) => Answer(context, new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = $"{Issuer}/authorize",
        ["token_endpoint"] = $"{Issuer}/token",
        ["jwks_uri"] = $"{Issuer}/keys",
    });

    private Task Keys(HttpContext context)
    {
        KeysAsked++;
        var (rsa, curve) = (Rsa.ExportParameters(false), Curve.ExportParameters(false));
        return Answer(context, new()
        {
            ["keys"] = new JsonArray(
                new JsonObject { ["kty"] = "RSA", ["kid"] = KeyId, ["use"] = "sig", ["alg"] = "RS256", ["n"] = Base64Url.EncodeToString(rsa.Modulus), ["e"] = Base64Url.EncodeToString(rsa.Exponent) },
                new JsonObject { ["kty"] = "EC", ["kid"] = "e1", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(curve.Q.X), ["y"] = Base64Url.EncodeToString(curve.Q.Y) },
                new JsonObject { ["kty"] = "oct", ["kid"] = "h1", ["k"] = "AAAA" }),
        });
    }

    private Task Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["response_type"] != "code" || query["client_id"] != ClientId || query["code_challenge_method"] != "S256" || !query["scope"].ToString().Split(' ').Contains("openid")) Refused = "authorize";
        var code = $"code-{++made}";
        codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        context.Response.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
        return Task.CompletedTask;
    }

    private async Task Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Uri.EscapeDataString(ClientSecret)}"));
        if (context.Request.Headers.Authorization != basic) Refused = "secret";
        else if (form["grant_type"] != "authorization_code" || !codes.Remove(form["code"].ToString(), out var asked)) Refused = "code";
        else if (asked.Redirect != form["redirect_uri"] || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge) Refused = "verifier";
        else
        {
            await Answer(context, new() { ["access_token"] = "a", ["token_type"] = "Bearer", ["id_token"] = IdToken(asked.Nonce) });
            return;
        }

        context.Response.StatusCode = 400;
    }

    private string IdToken(string nonce)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = Issuer, ["sub"] = "u-1", ["aud"] = ClientId, ["exp"] = now + 300, ["iat"] = now, ["nonce"] = nonce, ["email"] = "Ada@example.com", ["email_verified"] = true };
        Claims(claims);
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = KeyId };
        return Sign is { } sign ? sign(header, Encoded(claims)) : SignedBy(Rsa, header, Encoded(claims));
    }

    private static Task Answer(HttpContext context, JsonObject document)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(document.ToJsonString());
    }
}
