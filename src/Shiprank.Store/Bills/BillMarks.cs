using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Store;

/// <summary>
/// Keyed digests of lines' identities and of who used something, as the store keeps them: whoever knows an address can find it with the installation's key,
/// and nobody can read one out.
/// </summary>
public sealed class BillMarks
{
    private readonly byte[] key = new byte[16];

    public BillMarks(InstallationKey installation)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(key, installation.Key0);
        BinaryPrimitives.WriteUInt64LittleEndian(key.AsSpan(8), installation.Key1);
    }

    /// <summary>32 hex digits; empty for an empty name.</summary>
    /// <param name="actor">Address, login or account, in any case.</param>
    public string Actor(string actor) => actor.Trim() is { Length: > 0 } name ? Mark($"actor\n{name.ToLowerInvariant()}") : "";

    /// <summary>32 hex digits.</summary>
    public string Line(string issuer, string report, string identity) => Mark($"bill\n{issuer}\n{report}\n{identity}");

    private string Mark(string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
