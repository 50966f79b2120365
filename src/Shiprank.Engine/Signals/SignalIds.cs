using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Signals;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>Names of questions: the same for the same rule, subject and episode, and of no use to guess whom one is about without the installation's key.</summary>
public static class SignalIds
{
    private const int Bytes = 5;

    /// <summary>Ten lower-case hex digits.</summary>
    public static string Of(InstallationKey key, Finding finding)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key.Key0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], key.Key1);
        var identity = string.Join('\0', "signal", finding.Rule, (short)finding.Subject.Kind, finding.Subject.Id, finding.Episode);
        return Convert.ToHexStringLower(HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes(identity)).AsSpan(0, Bytes));
    }
}
