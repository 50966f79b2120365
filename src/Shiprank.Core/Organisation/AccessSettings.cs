using Shiprank.Core.Access;

namespace Shiprank.Core.Organisation;

/// <summary>Who may what, and how people sign in. Without a way to sign in the server is for its own machine alone.</summary>
public sealed record AccessSettings
{
    public static readonly AccessSettings None = new();

    /// <summary>Ids of people.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <inheritdoc cref="Admins"/>
    public IReadOnlyList<string> Finops { get; init; } = [];

    /// <inheritdoc cref="Admins"/>
    public IReadOnlyList<string> Auditors { get; init; } = [];

    public OidcSettings? Oidc { get; init; }

    public ProxySettings? Proxy { get; init; }

    /// <summary>Where browsers find the server, without a slash at its end; null: by a loopback address alone.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Hours after which everybody signs in anew.</summary>
    public int SessionHours { get; init; } = 12;

    /// <summary>Role by group of the identity provider or of the proxy.</summary>
    public IReadOnlyDictionary<string, Roles> Groups { get; init; } = new Dictionary<string, Roles>(StringComparer.Ordinal);

    /// <summary>True when people can sign in.</summary>
    public bool IsConfigured => Oidc is not null || Proxy?.UserHeader is not null;

    /// <summary>What these groups give together.</summary>
    public Roles Granted(IEnumerable<string> groups) => groups.Aggregate(Roles.None, (roles, group) => roles | Groups.GetValueOrDefault(group));
}

/// <param name="Issuer">As the provider writes it into its tokens, without change.</param>
/// <param name="PersonClaim">Which claim says who it is.</param>
/// <param name="GroupsClaim">Which claim lists groups; null: none is read.</param>
public sealed record OidcSettings(string Issuer, string ClientId, SecretPlaces ClientSecret, IReadOnlyList<string> Scopes, string PersonClaim, string? GroupsClaim);

/// <param name="From">Addresses and networks (<c>10.0.0.0/8</c>) that the proxy comes from.</param>
/// <param name="UserHeader">Header that says who it is; null: the proxy only adds TLS.</param>
/// <param name="GroupsHeader">Header that lists groups behind commas; null: none is read.</param>
public sealed record ProxySettings(IReadOnlyList<string> From, string? UserHeader, string? GroupsHeader);
