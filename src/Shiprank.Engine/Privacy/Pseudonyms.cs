using System.Security.Cryptography;
using System.Text;
using Shiprank.Store;

namespace Shiprank.Engine.Privacy;

/// <summary>
/// What people are called where rows of persons leave the installation: a keyed hash of their id. The key is the installation's own, so two of them
/// cannot compare their people, and nobody without the data file can try ids out.
/// </summary>
public sealed class Pseudonyms(InstallationKey installation)
{
    public const string Prefix = "p-";
    private const int Digits = 16;

    private readonly byte[] key = Key(installation);

    public string Of(string person) => Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"pseudonym\n{person}")))[..Digits];

    internal static byte[] Key(InstallationKey installation)
    {
        var bytes = new byte[16];
        BitConverter.TryWriteBytes(bytes, installation.Key0);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), installation.Key1);
        return HMACSHA256.HashData(bytes, "privacy"u8);
    }
}
