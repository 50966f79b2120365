using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Shiprank.Engine.Credentials;

/// <summary>Public keys as JSON web keys (RFC 7517): written without any private part, read only when they are fit for RS256.</summary>
public static class JsonWebKeys
{
    private const int LeastModulusBytes = 256;
    private const int MostModulusBytes = 1024;

    public static void Write(Utf8JsonWriter json, string keyId, RSA key)
    {
        var its = key.ExportParameters(includePrivateParameters: false);
        json.WriteStartObject();
        json.WriteString("kty", "RSA");
        json.WriteString("use", "sig");
        json.WriteString("alg", Jws.Algorithm);
        json.WriteString("kid", keyId);
        json.WriteString("n", Base64Url.EncodeToString(its.Modulus));
        json.WriteString("e", Base64Url.EncodeToString(its.Exponent));
        json.WriteEndObject();
    }

    /// <summary>A key, or the one of this id in a set of keys.</summary>
    /// <returns>Null when there is none that can be used.</returns>
    public static RSA? Read(JsonElement document, string keyId)
    {
        if (document.ValueKind != JsonValueKind.Object) return null;
        if (document.TryGetProperty("keys", out var keys)) return keys.ValueKind != JsonValueKind.Array ? null : keys.EnumerateArray().Where(k => Jws.Text(k, "kid") == keyId).Select(k => Read(k, keyId)).FirstOrDefault(k => k is not null);
        if (Jws.Text(document, "kty") != "RSA" || Jws.Text(document, "alg") is not (null or Jws.Algorithm) || document.TryGetProperty("d", out _)) return null;
        try
        {
            if (Jws.Text(document, "n") is not { } n || Jws.Text(document, "e") is not { } e) return null;
            var (modulus, exponent) = (Base64Url.DecodeFromChars(n), Base64Url.DecodeFromChars(e));
            return modulus.Length is >= LeastModulusBytes and <= MostModulusBytes && exponent.Length is > 0 and <= 8 ? RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
