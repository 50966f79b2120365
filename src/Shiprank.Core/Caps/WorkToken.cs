using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shiprank.Core.Caps;

/// <summary>
/// What a work token says: this person, or this job, works on this ticket until then. It is signed, so that a gateway believes it without asking, and
/// short-lived, so that it is worth little to a thief. It is used as the API key of an agent.
/// </summary>
public sealed record WorkToken
{
    /// <summary>What every such token begins with.</summary>
    public const string Prefix = "shw_";

    private const int MostSigns = 4096;

    /// <summary>The installation that made it.</summary>
    [JsonPropertyName("org")]
    public required string Organisation { get; init; }

    [JsonPropertyName("run")]
    public required string Run { get; init; }

    [JsonPropertyName("person")]
    public string Person { get; init; } = "";

    [JsonPropertyName("job")]
    public string Job { get; init; } = "";

    [JsonPropertyName("ticket")]
    public string Ticket { get; init; } = "";

    [JsonPropertyName("centre")]
    public string CostCentre { get; init; } = "";

    [JsonPropertyName("repository")]
    public string Repository { get; init; } = "";

    [JsonPropertyName("autonomous")]
    public bool Autonomous { get; init; }

    /// <summary>Unix seconds.</summary>
    [JsonPropertyName("iat")]
    public required long IssuedAt { get; init; }

    /// <summary>Unix seconds.</summary>
    [JsonPropertyName("exp")]
    public required long ExpiresAt { get; init; }

    /// <summary>Limits of the run that were asked for with it: USD, calls, minutes; null: none.</summary>
    [JsonPropertyName("usd")]
    public decimal? MostUsd { get; init; }

    [JsonPropertyName("steps")]
    public long? MostSteps { get; init; }

    [JsonPropertyName("minutes")]
    public int? MostMinutes { get; init; }

    /// <summary><c>shw_</c>, the claims in base64url, a dot, an ECDSA signature over both (P-256, SHA-256).</summary>
    public string Sign(ECDsa key)
    {
        var signed = Prefix + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, WorkTokenJson.Default.WorkToken));
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    /// <param name="keys">One of them has signed it.</param>
    /// <param name="organisation">The installation that it has to be of.</param>
    /// <param name="leeway">By how much clocks may differ.</param>
    public static WorkTokenReading Read(string text, IReadOnlyList<ECDsa> keys, string organisation, DateTimeOffset now, TimeSpan leeway)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > MostSigns || text.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot)) return new(null, WorkTokenFault.NotOne);
        var signature = new byte[Base64Url.GetMaxDecodedLength(text.Length - dot - 1)];
        if (!Decode(text.AsSpan(dot + 1), ref signature)) return new(null, WorkTokenFault.Forged);
        var signed = Encoding.ASCII.GetBytes(text[..dot]);
        if (!keys.Any(k => k.VerifyData(signed, signature, HashAlgorithmName.SHA256))) return new(null, WorkTokenFault.Forged);
        if (Claims(text.AsSpan(Prefix.Length, dot - Prefix.Length)) is not { } token) return new(null, WorkTokenFault.Forged);
        if (token.Organisation != organisation) return new(token, WorkTokenFault.OtherOrganisation);
        if (token.IssuedAt > (now + leeway).ToUnixTimeSeconds()) return new(token, WorkTokenFault.NotYet);
        return token.ExpiresAt <= (now - leeway).ToUnixTimeSeconds() ? new(token, WorkTokenFault.Expired) : new(token, WorkTokenFault.None);
    }

    /// <summary>What a token says, whoever signed it: to show it, never to go by it.</summary>
    public static WorkToken? Peek(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Claims(text.AsSpan(Prefix.Length, dot - Prefix.Length)) : null;

    private static WorkToken? Claims(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(encoded.Length)];
        try
        {
            return Decode(encoded, ref bytes) ? JsonSerializer.Deserialize(bytes, WorkTokenJson.Default.WorkToken) : null;
        }
        catch (JsonException)
        {
            // Signed by nobody who makes such tokens.
            return null;
        }
    }

    private static bool Decode(ReadOnlySpan<char> encoded, ref byte[] into)
    {
        try
        {
            if (!Base64Url.TryDecodeFromChars(encoded, into, out var written)) return false;
            Array.Resize(ref into, written);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

public enum WorkTokenFault
{
    None,

    /// <summary>It is no work token at all.</summary>
    NotOne,

    /// <summary>Signed by none of the keys.</summary>
    Forged,
    OtherOrganisation,

    /// <summary>Made in a future that clocks don't differ by.</summary>
    NotYet,
    Expired,
}

/// <param name="Token">Null when nothing can be believed of it.</param>
public sealed record WorkTokenReading(WorkToken? Token, WorkTokenFault Fault);

[JsonSerializable(typeof(WorkToken))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class WorkTokenJson : JsonSerializerContext;
