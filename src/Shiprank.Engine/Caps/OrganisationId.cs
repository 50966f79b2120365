using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Store;

namespace Shiprank.Engine.Caps;

/// <summary>
/// What an installation is called in its work tokens: a digest of its key, which nobody gets the key back from. It stays as long as the store does, so
/// that a token of another installation is told from one of this, whatever both are called.
/// </summary>
public static class OrganisationId
{
    private const int Signs = 16;

    /// <returns>16 lower-case hex digits.</returns>
    public static string Of(InstallationKey installation)
    {
        var key = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(key, installation.Key0);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(8), installation.Key1);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("work tokens")))[..Signs];
    }
}
