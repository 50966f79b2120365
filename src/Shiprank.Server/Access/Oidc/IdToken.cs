using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Access;

namespace Shiprank.Server.Access.Oidc;

/// <summary>What an ID token has to be, for the sign-in that it answers.</summary>
internal sealed record Expected(string Issuer, string ClientId, string Nonce, DateTimeOffset Now);

/// <summary>
/// An ID token (OpenID Connect Core 1.0, sections 2 and 3.1.3.7): signed with RS256 or ES256 by a key that the provider lists, never unsigned and never
/// with a secret that both know.
/// </summary>
internal sealed class IdToken
{
    private const int Longest = 64 * 1024;

    /// <summary>By how much two clocks may differ.</summary>
    private static readonly TimeSpan skew = TimeSpan.FromMinutes(1);

    /// <summary>How long a token takes from the provider to here.</summary>
    private static readonly TimeSpan oldest = TimeSpan.FromMinutes(10);

    private readonly JsonElement claims;
    private readonly byte[] signed;
    private readonly byte[] signature;

    private IdToken(string algorithm, string? key, JsonElement claims, byte[] signed, byte[] signature) =>
        (Algorithm, Key, this.claims, this.signed, this.signature) = (algorithm, key, claims, signed, signature);

    public string Algorithm { get; }

    /// <summary>Id of the key that it says it was signed with; null: it does not say.</summary>
    public string? Key { get; }

    /// <returns>Null when it is no signed token, or signed in a way that is not taken.</returns>
    public static IdToken? Parse(string text)
    {
        if (text.Length > Longest || text.Split('.') is not [var head, var body, var end] || Json(head) is not { } header || Json(body) is not { } claims || !Base64Url.IsValid(end)) return null;

        // Extensions that have to be understood are not.
        var algorithm = Text(header, "alg");
        return algorithm is "RS256" or "ES256" && !header.TryGetProperty("crit", out _) ? new(algorithm, Text(header, "kid"), claims, Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(end)) : null;
    }

    public bool IsKnownTo(IReadOnlyList<Jwk> keys) => keys.Any(IsBy);

    /// <summary>What is wrong with it, in a word for the audit log; null when nothing is.</summary>
    public string? Flaw(IReadOnlyList<Jwk> keys, Expected expected)
    {
        if (!keys.Where(IsBy).Any(k => k.Signed(signed, signature))) return "signature";
        if (Text(claims, "iss") != expected.Issuer) return "issuer";
        if (!IsFor(expected.ClientId)) return "audience";
        if (Time("exp") is not { } ends || expected.Now >= ends + skew) return "expired";
        if (Time("nbf") is { } begins && expected.Now < begins - skew) return "not-yet";
        if (Time("iat") is not { } made || expected.Now < made - skew || expected.Now > made + oldest + skew) return "made-at";
        if (Text(claims, "nonce") is not { } nonce || !TokenText.IsSame(TokenText.Hash(nonce), TokenText.Hash(expected.Nonce))) return "nonce";
        return Text(claims, "sub") is { Length: > 0 } ? null : "subject";
    }

    /// <summary>A claim that is a text; null when there is none. An address that the provider has not verified is none.</summary>
    public string? Claim(string name)
    {
        if (name == "email" && claims.TryGetProperty("email_verified", out var verified) && verified.ValueKind != JsonValueKind.True && !(verified.ValueKind == JsonValueKind.String && verified.GetString() == "true")) return null;
        return Text(claims, name) is { Length: > 0 and < 400 } text ? text : null;
    }

    /// <summary>The texts of a claim that is one or a list.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!claims.TryGetProperty(name, out var value)) return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
            _ => [],
        };
    }

    private bool IsBy(Jwk key) => key.Algorithm == Algorithm && (Key is null || key.Id == Key);

    /// <summary>Of several audiences the one that asked for it has to be named.</summary>
    private bool IsFor(string client)
    {
        var audience = Texts("aud");
        var party = Text(claims, "azp");
        return audience.Contains(client, StringComparer.Ordinal) && (party is null ? audience.Count == 1 : party == client);
    }

    private DateTimeOffset? Time(string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 1e11 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Json(string part)
    {
        if (!Base64Url.IsValid(part)) return null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), new() { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
