using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Organisation;

namespace Shiprank.Server.Ingest;

/// <summary>Proofs that a sender knows a secret. Comparing takes the same time wherever the difference is; every secret is tried.</summary>
internal static class Signatures
{
    /// <param name="header">Hexadecimal digits behind an optional <c>name=</c>; several may stand behind commas (while secrets are changed).</param>
    public static bool IsHmac(IReadOnlyList<Secret> secrets, ReadOnlySpan<byte> body, string header, string? name = null)
    {
        var found = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var part in header.Split(',', 8, StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (name is not null && (equals < 0 || !part.AsSpan(0, equals).SequenceEqual(name))) continue;
            if (!IsHash(part.AsSpan(equals + 1), given)) continue;
            foreach (var secret in secrets)
            {
                HMACSHA256.HashData(secret.Bytes, body, expected);
                found |= CryptographicOperations.FixedTimeEquals(given, expected);
            }
        }

        return found;
    }

    /// <summary>The secret itself, as a header has it. Hashes are compared, so that not even its length can be measured.</summary>
    public static bool IsToken(IReadOnlyList<Secret> secrets, string given)
    {
        var found = false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given), hash);
        foreach (var secret in secrets)
        {
            SHA256.HashData(secret.Bytes, expected);
            found |= CryptographicOperations.FixedTimeEquals(hash, expected);
        }

        return found;
    }

    public static bool IsBearer(IReadOnlyList<Secret> secrets, string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && IsToken(secrets, authorization["Bearer ".Length..].Trim());

    private static bool IsHash(ReadOnlySpan<char> digits, Span<byte> hash) =>
        digits.Length == hash.Length * 2 && Convert.FromHexString(digits, hash, out _, out var written) == System.Buffers.OperationStatus.Done && written == hash.Length;
}
