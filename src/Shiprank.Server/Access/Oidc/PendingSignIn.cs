namespace Shiprank.Server.Access.Oidc;

/// <summary>What has to be remembered, out of the browser's reach, between sending somebody to the provider and their return.</summary>
/// <param name="State">Names the sign-in in the address of the return; 43 characters, used once.</param>
/// <param name="Nonce">Has to stand in the ID token.</param>
/// <param name="Verifier">Proves that whoever changes the code is who asked for it (RFC 7636).</param>
/// <param name="Redirect">Where the provider sends people back to; the same again when the code is changed.</param>
public sealed record PendingSignIn(string State, string Nonce, string Verifier, Uri Redirect, DateTimeOffset Begun)
{
    /// <summary>How long somebody may take at the provider.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
}

/// <param name="Address">Where the browser goes.</param>
public sealed record OidcStart(Uri Address, PendingSignIn Pending);

/// <summary>Who the provider says somebody is.</summary>
/// <param name="Subject">The provider's own id of them; never reused.</param>
/// <param name="Claims">Texts of the ID token's claims by name; a claim with several has several.</param>
public sealed record OidcIdentity(string Subject, IReadOnlyDictionary<string, IReadOnlyList<string>> Claims)
{
    public string? One(string claim) => Claims.TryGetValue(claim, out var values) && values.Count == 1 ? values[0] : null;

    public IReadOnlyList<string> All(string claim) => Claims.GetValueOrDefault(claim) ?? [];

    /// <summary>False when the provider says that it has not checked the address: somebody could have typed another's.</summary>
    public bool IsEmailVerified => One("email_verified") is not { } said || string.Equals(said, "true", StringComparison.OrdinalIgnoreCase);
}
