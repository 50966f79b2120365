using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Shiprank.Server.Access.Oidc;

/// <summary>A JSON web signature in its compact form (RFC 7515, section 7.1), taken apart and not yet believed.</summary>
/// <param name="Algorithm">As its header says; who verifies decides what is allowed.</param>
/// <param name="KeyId">Null: the header names none.</param>
/// <param name="Signed">What the signature is over.</param>
internal sealed record SignedToken(string Algorithm, string? KeyId, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    private const int Longest = 64 * 1024;
    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Null when it is no such token.</summary>
    public static SignedToken? Read(string text)
    {
        if (text.Length > Longest || text.Split('.', 4) is not [var header, var payload, var signature]) return null;
        try
        {
            using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header), strict);
            using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(payload), strict);
            if (head.RootElement.ValueKind != JsonValueKind.Object || body.RootElement.ValueKind != JsonValueKind.Object) return null;

            // Extensions that have to be understood are not (RFC 7515, section 4.1.11).
            if (head.RootElement.TryGetProperty("crit", out _) || Text(head.RootElement, "alg") is not { } algorithm) return null;
            return new(algorithm, Text(head.RootElement, "kid"), body.RootElement.Clone(), Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
