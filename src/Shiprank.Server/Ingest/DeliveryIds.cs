using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Shiprank.Core;

namespace Shiprank.Server.Ingest;

/// <summary>Names of deliveries: the sender's, or one that the body gives.</summary>
internal static class DeliveryIds
{
    private const int Longest = 200;

    /// <summary>A header that has to be one plain word or a few: what goes to the ledger and the log.</summary>
    public static Result<string> Of(IHeaderDictionary headers, string name) =>
        Word(headers[name]) is { } word ? word : new Problem(name, 0, $"the header {name} is missing or not a plain text of at most {Longest} characters");

    public static string? Word(StringValues values) =>
        values is [{ Length: > 0 and <= Longest } value] && value.All(c => c is >= ' ' and <= '~') ? value : null;

    /// <summary>The same body is the same delivery.</summary>
    public static string OfBody(ReadOnlySpan<byte> body) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
}
