using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;

namespace Shiprank.Server.Access.Oidc;

/// <summary>
/// Signs people in with an OpenID provider: code flow with PKCE (OpenID Connect Core 1.0; RFC 7636, 9700). It keeps nothing of a sign-in; whoever
/// calls it keeps the <see cref="PendingSignIn"/>, uses it once, and only for the browser that began it.
/// </summary>
/// <param name="secret">Of the client; null for a public one.</param>
public sealed class OidcClient(OidcSettings settings, Secret? secret, TimeProvider clock) : IDisposable
{
    private readonly Provider provider = new(settings.Issuer, clock);

    public void Dispose() => provider.Dispose();

    /// <param name="redirect">Where the provider sends people back to, as it is registered there.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<OidcStart>> Begin(Uri redirect, CancellationToken cancel = default)
    {
        var metadata = await provider.Metadata(cancel);
        if (!metadata.Succeeded) return metadata.Problem;
        var pending = new PendingSignIn(Unguessable(), Unguessable(), Unguessable(), redirect, clock.GetUtcNow());
        (string Name, string Value)[] asked =
        [
            ("response_type", "code"),
            ("client_id", settings.ClientId),
            ("redirect_uri", redirect.AbsoluteUri),
            ("scope", string.Join(' ', settings.Scopes.Prepend("openid").Distinct(StringComparer.Ordinal))),
            ("state", pending.State),
            ("nonce", pending.Nonce),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(pending.Verifier)))),
            ("code_challenge_method", "S256"),
        ];
        var at = metadata.Value.Authorization;
        var query = string.Join('&', asked.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return new OidcStart(new UriBuilder(at) { Query = at.Query.Length > 1 ? $"{at.Query[1..]}&{query}" : query }.Uri, pending);
    }

    /// <param name="state">Of the address that the provider sent the browser to.</param>
    /// <param name="issuer">The same address's <c>iss</c>; null when it has none.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<OidcIdentity>> Complete(PendingSignIn pending, string state, string code, string? issuer, CancellationToken cancel = default)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(pending.State))) return new Problem("sign-in", 0, "the answer belongs to another sign-in (state)", "sign in again");
        if (clock.GetUtcNow() - pending.Begun > PendingSignIn.Patience) return new Problem("sign-in", 0, "it took too long", "sign in again");
        var metadata = await provider.Metadata(cancel);
        if (!metadata.Succeeded) return metadata.Problem;
        if (issuer is null ? metadata.Value.SaysIssuer : !IdTokenRules.IsIssuer(issuer, settings.Issuer)) return new Problem("sign-in", 0, "the answer is of another issuer", "sign in again");
        var answer = await provider.Client.Ask(Change(metadata.Value, pending, code), cancel);
        if (!answer.Succeeded) return answer.Problem;
        if (answer.Value.ValueKind != System.Text.Json.JsonValueKind.Object || SignedToken.Text(answer.Value, "id_token") is not { } text || SignedToken.Read(text) is not { } token) return new Problem("ID token", 0, "the provider's answer has none that can be read");
        var key = await provider.KeyOf(token, cancel);
        return key.Succeeded ? IdTokenRules.Check(token.Claims, settings.Issuer, settings.ClientId, pending.Nonce, clock.GetUtcNow()) : key.Problem;
    }

    private HttpRequestMessage Change(ProviderMetadata metadata, PendingSignIn pending, string code)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = pending.Redirect.AbsoluteUri,
            ["code_verifier"] = pending.Verifier,
        };
        AuthenticationHeaderValue? basic = null;
        if (secret is null || metadata.SecretInBody) form["client_id"] = settings.ClientId;
        if (secret is not null && metadata.SecretInBody) form["client_secret"] = secret.Reveal();
        else if (secret is not null) basic = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret.Reveal())}")));
        return new(HttpMethod.Post, metadata.Token) { Content = new FormUrlEncodedContent(form), Headers = { Authorization = basic } };
    }

    /// <summary>256 random bits, 43 characters that stand in an address as they are.</summary>
    private static string Unguessable() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
