using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Shiprank.Server.Tests.Access.Oidc;

/// <summary>A key of a provider, made for the test.</summary>
internal sealed class TestKey(string id, RSA? rsa, ECDsa? curve)
{
    public string Algorithm => rsa is null ? "ES256" : "RS256";

    public static TestKey Rsa(string id, int bits = 2048) => new(id, RSA.Create(bits), null);

    public static TestKey Ec(string id) => new(id, null, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static string Sign(JsonObject claims, TestKey key) => key.Token(claims, key.Algorithm);

    /// <summary>A token that says that it was signed with an algorithm, whether it was or not.</summary>
    public string Token(JsonObject claims, string algorithm, string? keyId = null)
    {
        var signed = $"{Text(new JsonObject { ["alg"] = algorithm, ["kid"] = keyId ?? id, ["typ"] = "JWT" })}.{Text(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = rsa is not null ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : curve!.SignData(bytes, HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Without a signature, as RFC 7519 allows for tokens that something else protects.</summary>
    public static string Unsigned(JsonObject claims) => $"{Text(new JsonObject { ["alg"] = "none" })}.{Text(claims)}.";

    /// <summary>Signed with what everybody knows, the public key, as if it were a shared secret.</summary>
    public string Confused(JsonObject claims)
    {
        var signed = $"{Text(new JsonObject { ["alg"] = "HS256", ["kid"] = id })}.{Text(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(rsa!.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed)))}";
    }

    public JsonObject Public()
    {
        if (rsa is not null)
        {
            var parameters = rsa.ExportParameters(false);
            return new() { ["kty"] = "RSA", ["kid"] = id, ["use"] = "sig", ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
        }

        var point = curve!.ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = id, ["alg"] = "ES256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }

    private static string Text(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
