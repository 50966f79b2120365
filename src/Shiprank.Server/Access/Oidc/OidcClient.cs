using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Server.Jobs;
using Shiprank.Sources.Organisation;

namespace Shiprank.Server.Access.Oidc;

/// <summary>What came of an answer: the token, or in a word why there is none.</summary>
internal sealed record OidcOutcome(IdToken? Token, string Flaw);

/// <summary>This server as a client of the provider that the organisation file names: the code flow with PKCE (S256), state and nonce.</summary>
internal sealed class OidcClient(ServerOptions options, LiveWorkspace workspace, ILogger<OidcClient> log) : IDisposable
{
    private readonly ProviderClient client = new();
    private readonly Lock gate = new();
    private Provider? provider;

    public BegunSignIns Begun { get; } = new(options.Clock);

    /// <summary>Null when the file names no provider.</summary>
    public OidcSettings? Settings => workspace.Current.Organisation.Access.Oidc;

    /// <summary>Where the browser goes to sign in; null when the provider can't be asked.</summary>
    public async Task<string?> Begin(OidcSettings settings, string redirect, string browser, string back, CancellationToken cancel)
    {
        if (await Of(settings).Discover(cancel) is not { } found)
        {
            log.LogWarning("the identity provider can't be reached, or its discovery document names another issuer");
            return null;
        }

        var (state, signIn) = Begun.Begin(browser, back);
        return QueryHelpers.AddQueryString(found.Authorization.AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = settings.ClientId,
            ["redirect_uri"] = redirect,
            ["scope"] = string.Join(' ', settings.Scopes.Contains("openid", StringComparer.Ordinal) ? settings.Scopes : ["openid", .. settings.Scopes]),
            ["state"] = state,
            ["nonce"] = signIn.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(signIn.Verifier))),
            ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Turns the code into a token, and looks whether it is good.</summary>
    /// <param name="issuer">The parameter <c>iss</c> of the answer; empty when it has none.</param>
    public async Task<OidcOutcome> End(OidcSettings settings, BegunSignIn begun, string code, string issuer, string redirect, CancellationToken cancel)
    {
        var asked = Of(settings);
        if (await asked.Discover(cancel) is not { } found) return new(null, "provider");
        if (issuer.Length > 0 ? issuer != settings.Issuer : found.NamesIssuer) return new(null, "issuer");
        if (await Exchange(settings, found, begun, code, redirect, cancel) is not { } text) return new(null, "code");
        if (IdToken.Parse(text) is not { } token) return new(null, "algorithm");
        var keys = await asked.KeysFor(token, cancel);
        var flaw = token.Flaw(keys, new(settings.Issuer, settings.ClientId, begun.Nonce, options.Clock.GetUtcNow()));
        return flaw is null ? new(token, "") : new(null, flaw);
    }

    public void Dispose()
    {
        client.Dispose();
        provider?.Dispose();
    }

    private async Task<string?> Exchange(OidcSettings settings, Discovery found, BegunSignIn begun, string code, string redirect, CancellationToken cancel)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirect), new("code_verifier", begun.Verifier)];
        AuthenticationHeaderValue? authorization = null;
        var secret = Secret(settings);
        if (secret is not null && !found.PostsSecret)
        {
            authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret.Reveal())}")));
        }
        else
        {
            form.Add(new("client_id", settings.ClientId));
            if (secret is not null) form.Add(new("client_secret", secret.Reveal()));
        }

        return await client.Post(found.Token, form, authorization, cancel) is { } answer && answer.TryGetProperty("id_token", out var token) ? token.GetString() : null;
    }

    /// <summary>Null for a public client. A secret that is named and missing is told, and the provider refuses the code.</summary>
    private Secret? Secret(OidcSettings settings)
    {
        List<Problem> problems = [];
        var secrets = SecretReader.Read(settings.ClientSecret, options.Variable, "access: oidc", problems);
        foreach (var problem in problems) log.LogWarning("{Problem}", problem);
        return secrets.Count > 0 ? secrets[0] : null;
    }

    private Provider Of(OidcSettings settings)
    {
        lock (gate) return provider is { } known && known.Issuer == settings.Issuer ? known : provider = new(settings.Issuer, client, options.Clock);
    }
}
