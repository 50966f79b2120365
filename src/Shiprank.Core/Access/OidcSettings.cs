using Shiprank.Core.Organisation;

namespace Shiprank.Core.Access;

/// <summary>An OpenID provider that people sign in with (OpenID Connect Core 1.0, code flow with PKCE).</summary>
/// <param name="Issuer">Exactly as its tokens name it; https, or http on this machine.</param>
/// <param name="ClientSecret">None for a public client.</param>
public sealed record OidcSettings(Uri Issuer, string ClientId, SecretPlaces ClientSecret)
{
    /// <summary>What is asked for; <c>openid</c> is always among it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "email", "profile"];

    /// <summary>The claim that says who somebody is: an id, e-mail address or login of the organisation file.</summary>
    public string PersonClaim { get; init; } = "email";

    /// <summary>The claim that lists somebody's groups; null: roles come from the organisation file alone.</summary>
    public string? GroupsClaim { get; init; }

    /// <summary>Roles by group, as the provider writes its name.</summary>
    public IReadOnlyDictionary<string, Roles> RolesOf { get; init; } = new Dictionary<string, Roles>(StringComparer.Ordinal);
}
