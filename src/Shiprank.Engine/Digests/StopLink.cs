using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Store;

namespace Shiprank.Engine.Digests;

/// <summary>Addresses that end a personal digest without signing in (RFC 8058): whoever got the mail can use them, nobody can make one up.</summary>
public static class StopLink
{
    public const string Path = "digest/stop";

    public static Uri Of(Uri pages, InstallationKey key, string person) => new(pages, $"{Path}?who={Uri.EscapeDataString(person)}&proof={Proof(key, person)}");

    public static bool IsGenuine(InstallationKey key, string person, string proof) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(proof), Encoding.UTF8.GetBytes(Proof(key, person)));

    private static string Proof(InstallationKey key, string person)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key.Key0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], key.Key1);
        return Base64Url.EncodeToString(HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes($"digest-stop\n{person}")));
    }
}
