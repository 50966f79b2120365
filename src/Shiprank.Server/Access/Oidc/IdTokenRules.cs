using System.Text.Json;
using Shiprank.Core;

namespace Shiprank.Server.Access.Oidc;

/// <summary>What has to be true of an ID token's claims (OpenID Connect Core 1.0, section 3.1.3.7), its signature apart.</summary>
internal static class IdTokenRules
{
    /// <summary>How far the provider's clock and ours may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>A token is changed for a session at once: one that was issued long ago is somebody else's.</summary>
    private static readonly TimeSpan oldest = TimeSpan.FromMinutes(15);

    public static Result<OidcIdentity> Check(JsonElement claims, Uri issuer, string client, string nonce, DateTimeOffset now)
    {
        if (SignedToken.Text(claims, "iss") is not { } said || !IsIssuer(said, issuer)) return Wrong("it is of another issuer");
        var audience = Texts(claims, "aud");
        if (!audience.Contains(client, StringComparer.Ordinal)) return Wrong("it is for another audience");
        if (SignedToken.Text(claims, "azp") is { } party ? party != client : audience.Count > 1) return Wrong("it was issued to another party");
        if (Time(claims, "exp") is not { } expires || now > expires + Skew) return Wrong("it has expired");
        if (Time(claims, "iat") is not { } issued || issued > now + Skew || issued < now - oldest - Skew) return Wrong("it was not issued just now");
        if (claims.TryGetProperty("nbf", out _) && (Time(claims, "nbf") is not { } from || from > now + Skew)) return Wrong("it is not valid yet");
        if (SignedToken.Text(claims, "nonce") != nonce) return Wrong("it answers another sign-in (nonce)");
        if (SignedToken.Text(claims, "sub") is not { Length: > 0 and <= 255 } subject) return Wrong("it says of nobody who they are (sub)");
        return new OidcIdentity(subject, claims.EnumerateObject().ToDictionary(c => c.Name, c => Values(c.Value), StringComparer.Ordinal));
    }

    /// <summary>A slash at the end of an address without a path is no difference: it is how an address is written, not what it names.</summary>
    public static bool IsIssuer(string said, Uri issuer) =>
        string.Equals(said, issuer.OriginalString, StringComparison.Ordinal) || string.Equals(said, issuer.AbsoluteUri, StringComparison.Ordinal) || string.Equals(said + "/", issuer.AbsoluteUri, StringComparison.Ordinal);

    private static Problem Wrong(string reason) => new("ID token", 0, reason);

    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    private static IReadOnlyList<string> Texts(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) ? Values(value) : [];

    private static IReadOnlyList<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(Single).OfType<string>()],
        _ => Single(value) is { } one ? [one] : [],
    };

    private static string? Single(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
