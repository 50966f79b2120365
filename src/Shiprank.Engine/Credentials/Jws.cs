using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shiprank.Engine.Credentials;

/// <summary>
/// A compact JSON web signature (RFC 7515) as Open Badges 3.0 has it: the header holds <c>alg</c>, <c>kid</c> and <c>typ</c> and nothing else; the
/// algorithm is RS256, which every verifier of the standard has to know.
/// </summary>
/// <param name="Signed">The bytes that the signature is over.</param>
public sealed record Jws(string KeyId, JsonElement Payload, byte[] Signed, byte[] Signature)
{
    public const string Algorithm = "RS256";

    private const int Longest = 512 * 1024;
    private static readonly string[] headers = ["alg", "kid", "jwk", "typ"];
    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Takes a text apart; it is not believed yet.</summary>
    /// <returns>Null for what is no such signature.</returns>
    public static Jws? Read(string text)
    {
        text = text.Trim();
        if (text.Length > Longest || text.Split('.', 4) is not [var header, var payload, var signature]) return null;
        try
        {
            using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header), strict);
            using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(payload), strict);
            var it = head.RootElement;
            if (it.ValueKind != JsonValueKind.Object || body.RootElement.ValueKind != JsonValueKind.Object || it.EnumerateObject().Any(p => !headers.Contains(p.Name))) return null;
            if (Text(it, "alg") != Algorithm || Text(it, "kid") is not { } kid || Text(it, "typ") is not (null or "JWT")) return null;
            return new(kid, body.RootElement.Clone(), Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    public static string Sign(RSA key, string keyId, ReadOnlySpan<byte> payload)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("alg", Algorithm);
            json.WriteString("kid", keyId);
            json.WriteString("typ", "JWT");
            json.WriteEndObject();
        }

        var signed = $"{Base64Url.EncodeToString(buffer.ToArray())}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public bool IsSignedBy(RSA key) => key.VerifyData(Signed, Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>A text property; null when it is missing or of another kind.</summary>
    public static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
