using System.Text.Json;

namespace Shiprank.Server.Access.Oidc;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0).</summary>
/// <param name="PostsSecret">The client's secret goes into the form, since the provider takes it nowhere else.</param>
/// <param name="NamesIssuer">Its answers name it (RFC 9207), and one that doesn't is not its own.</param>
internal sealed record Discovery(Uri Authorization, Uri Token, Uri Keys, bool PostsSecret, bool NamesIssuer);

/// <summary>
/// One provider: its addresses, asked for once an hour, and its keys. A key that is not known yet makes them be asked for again, once a minute at most,
/// so that a provider may change them at any moment and nobody can make this server ask it without end.
/// </summary>
internal sealed class Provider(string issuer, ProviderClient client, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan between = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim asking = new(1);
    private (DateTimeOffset At, Discovery Found)? discovery;
    private (DateTimeOffset At, IReadOnlyList<Jwk> Keys)? known;

    public string Issuer => issuer;

    /// <summary>Null when it can't be reached, or says of itself what can't be.</summary>
    public async Task<Discovery?> Discover(CancellationToken cancel)
    {
        await asking.WaitAsync(cancel);
        try
        {
            return await Discovered(cancel);
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>The keys that may have signed the token.</summary>
    public async Task<IReadOnlyList<Jwk>> KeysFor(IdToken token, CancellationToken cancel)
    {
        await asking.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (known is { } kept && now - kept.At < fresh && (token.IsKnownTo(kept.Keys) || now - kept.At < between)) return kept.Keys;
            if (await Discovered(cancel) is not { } found || await client.Get(found.Keys, cancel) is not { } document) return known?.Keys ?? [];
            known = (now, Jwk.All(document));
            return known.Value.Keys;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private async Task<Discovery?> Discovered(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (discovery is { } kept && now - kept.At < fresh) return kept.Found;
        if (await client.Get(new(issuer.TrimEnd('/') + "/.well-known/openid-configuration"), cancel) is not { } document || Read(document) is not { } found) return discovery?.Found;
        discovery = (now, found);
        return found;
    }

    private Discovery? Read(JsonElement document)
    {
        if (Text(document, "issuer") != issuer) return null;
        if (Address(document, "authorization_endpoint") is not { } authorization || Address(document, "token_endpoint") is not { } token || Address(document, "jwks_uri") is not { } keys) return null;
        var methods = document.TryGetProperty("token_endpoint_auth_methods_supported", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(m => m.ToString()).ToList() : [];
        var named = document.TryGetProperty("authorization_response_iss_parameter_supported", out var supported) && supported.ValueKind == JsonValueKind.True;
        return new(authorization, token, keys, methods.Count > 0 && !methods.Contains("client_secret_basic"), named);
    }

    /// <summary>Over TLS, except within this machine.</summary>
    private static Uri? Address(JsonElement document, string name) =>
        Text(document, name) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;

    private static string? Text(JsonElement document, string name) => document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
