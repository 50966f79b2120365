using System.Security.Cryptography;

namespace Shiprank.Store;

/// <summary>The first 128 bits of a SHA-256: names a piece of content.</summary>
public static class ContentHash
{
    public static Guid Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return new(hash[..16], bigEndian: true);
    }

    /// <summary>Takes what the hash object has seen so far and resets it.</summary>
    public static Guid Of(IncrementalHash hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return new(bytes[..16], bigEndian: true);
    }
}
