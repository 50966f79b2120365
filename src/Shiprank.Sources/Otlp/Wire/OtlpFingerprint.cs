using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Sources.Otlp.Wire;

/// <summary>One attribute as a number; those of a set are added up, so their order does not matter. The same attribute has the same number in JSON and protobuf.</summary>
internal static class OtlpFingerprint
{
    public static ulong Of(ReadOnlySpan<byte> name, OtlpValue? value)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(name);
        hash.AppendData("="u8);
        hash.AppendData(Encoding.UTF8.GetBytes(value?.ToString() ?? ""));
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
