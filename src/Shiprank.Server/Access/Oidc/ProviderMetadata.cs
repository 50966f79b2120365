using System.Text.Json;
using Shiprank.Core;

namespace Shiprank.Server.Access.Oidc;

/// <summary>Where a provider does what (OpenID Connect Discovery 1.0, section 3).</summary>
/// <param name="SaysIssuer">It names itself in the address of the return (RFC 9207), which then has to be so.</param>
/// <param name="SecretInBody">It takes a client's secret only in the form, not as basic authorisation.</param>
internal sealed record ProviderMetadata(Uri Authorization, Uri Token, Uri Keys, bool SaysIssuer, bool SecretInBody)
{
    public static Uri AddressOf(Uri issuer) => new(issuer.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration");

    public static Result<ProviderMetadata> Read(JsonElement document, Uri issuer)
    {
        if (document.ValueKind != JsonValueKind.Object) return Wrong("it is no JSON object");
        if (SignedToken.Text(document, "issuer") is not { } said || !IdTokenRules.IsIssuer(said, issuer)) return Wrong("it names another issuer than the organisation file");
        if (Address(document, "authorization_endpoint", issuer) is not { } authorization) return Wrong("it has no usable authorization_endpoint");
        if (Address(document, "token_endpoint", issuer) is not { } token) return Wrong("it has no usable token_endpoint");
        if (Address(document, "jwks_uri", issuer) is not { } keys) return Wrong("it has no usable jwks_uri");
        if (Has(document, "code_challenge_methods_supported", "S256") == false) return Wrong("it does not support PKCE with S256");
        return new ProviderMetadata(
            authorization,
            token,
            keys,
            document.TryGetProperty("authorization_response_iss_parameter_supported", out var says) && says.ValueKind == JsonValueKind.True,
            Has(document, "token_endpoint_auth_methods_supported", "client_secret_basic") == false && Has(document, "token_endpoint_auth_methods_supported", "client_secret_post") == true);
    }

    private static Problem Wrong(string reason) => new("discovery document", 0, reason, "mend access.oidc.issuer, or the provider");

    /// <summary>https, or http for a provider on this machine.</summary>
    private static Uri? Address(JsonElement document, string name, Uri issuer) =>
        Uri.TryCreate(SignedToken.Text(document, name), UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback && address.IsLoopback))
            ? address
            : null;

    /// <summary>Null when the document does not say.</summary>
    private static bool? Has(JsonElement document, string name, string value) =>
        document.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.String && v.GetString() == value) : null;
}
