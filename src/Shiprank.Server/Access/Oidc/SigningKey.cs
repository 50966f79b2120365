using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Shiprank.Server.Access.Oidc;

/// <summary>
/// A provider's public key (RFC 7517, 7518). It verifies with the one algorithm that fits its kind, so that a token can't choose a weaker one: RS256
/// for RSA of at least 2,048 bits, ES256 for P-256.
/// </summary>
/// <param name="Id">Null: the set names none.</param>
internal sealed record SigningKey(string? Id, string Algorithm, RSAParameters Rsa, ECParameters Curve)
{
    private const int CoordinateBytes = 32;
    private const int LeastModulusBytes = 256;
    private const int MostModulusBytes = 1024;

    /// <summary>Keys of a set that can be used here; others are left out, as a set may have keys for other ends.</summary>
    public static IReadOnlyList<SigningKey> ReadSet(JsonElement set) =>
        set.ValueKind == JsonValueKind.Object && set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array ? [.. keys.EnumerateArray().Select(Read).OfType<SigningKey>()] : [];

    public bool Verifies(SignedToken token)
    {
        if (!string.Equals(token.Algorithm, Algorithm, StringComparison.Ordinal)) return false;
        if (Algorithm == "RS256")
        {
            using var rsa = RSA.Create(Rsa);
            return rsa.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var curve = ECDsa.Create(Curve);
        return curve.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static SigningKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || SignedToken.Text(key, "use") is not (null or "sig")) return null;
        var (id, said) = (SignedToken.Text(key, "kid"), SignedToken.Text(key, "alg"));
        return SignedToken.Text(key, "kty") switch
        {
            "RSA" when said is null or "RS256" && Bytes(key, "n") is { Length: >= LeastModulusBytes and <= MostModulusBytes } modulus && Bytes(key, "e") is { Length: > 0 and <= 8 } exponent =>
                new(id, "RS256", new() { Modulus = modulus, Exponent = exponent }, default),
            "EC" when said is null or "ES256" && SignedToken.Text(key, "crv") == "P-256" && Bytes(key, "x") is { Length: CoordinateBytes } x && Bytes(key, "y") is { Length: CoordinateBytes } y && OnCurve(x, y) is { } curve =>
                new(id, "ES256", default, curve),
            _ => null,
        };
    }

    /// <summary>Null for numbers that are no point of the curve.</summary>
    private static ECParameters? OnCurve(byte[] x, byte[] y)
    {
        ECParameters curve = new() { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } };
        try
        {
            using var key = ECDsa.Create(curve);
            return curve;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(JsonElement key, string name)
    {
        try
        {
            return SignedToken.Text(key, name) is { } text ? Base64Url.DecodeFromChars(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
