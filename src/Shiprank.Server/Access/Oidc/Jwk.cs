using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Shiprank.Server.Access.Oidc;

/// <summary>A key that a provider signs with (RFC 7517): RSA for RS256, P-256 for ES256. Others are not listed.</summary>
internal sealed record Jwk(string? Id, string Algorithm, byte[] First, byte[] Second)
{
    /// <summary>Bytes of a modulus: shorter RSA keys can be broken.</summary>
    private const int ShortestModulus = 256;

    private const int Coordinate = 32;

    /// <param name="document">A JWK set.</param>
    public static IReadOnlyList<Jwk> All(JsonElement document)
    {
        List<Jwk> keys = [];
        if (!document.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array) return keys;
        foreach (var key in list.EnumerateArray())
        {
            if (Read(key) is { } known) keys.Add(known);
        }

        return keys;
    }

    /// <param name="signed">The bytes that were signed.</param>
    public bool Signed(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (Algorithm == "RS256")
            {
                using var rsa = RSA.Create(new RSAParameters { Modulus = First, Exponent = Second });
                return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }

            using var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = First, Y = Second } });
            return curve.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            // Numbers that are no key: nothing was signed with it.
            return false;
        }
    }

    private static Jwk? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || Text(key, "use") is not (null or "sig")) return null;
        var (id, algorithm) = (Text(key, "kid"), Text(key, "alg"));
        return Text(key, "kty") switch
        {
            "RSA" when algorithm is null or "RS256" && Bytes(key, "n") is { } modulus && modulus.Length >= ShortestModulus && Bytes(key, "e") is { } exponent => new(id, "RS256", modulus, exponent),
            "EC" when algorithm is null or "ES256" && Text(key, "crv") == "P-256" && Bytes(key, "x") is { Length: Coordinate } x && Bytes(key, "y") is { Length: Coordinate } y => new(id, "ES256", x, y),
            _ => null,
        };
    }

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement key, string name) => Text(key, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
