using System.Buffers.Binary;
using System.Numerics;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>MurmurHash3 for 32 bits (x86, seed 0): what writers of Agent Trace put into <c>content_hash</c>.</summary>
internal static class Murmur3
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    public static uint Hash(ReadOnlySpan<byte> data)
    {
        var hash = 0u;
        var length = (uint)data.Length;
        for (; data.Length >= 4; data = data[4..])
        {
            hash ^= Mixed(BinaryPrimitives.ReadUInt32LittleEndian(data));
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xe6546b64;
        }

        var tail = 0u;
        for (var i = data.Length - 1; i >= 0; i--) tail = (tail << 8) | data[i];
        hash ^= Mixed(tail) ^ length;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    private static uint Mixed(uint word) => BitOperations.RotateLeft(word * C1, 15) * C2;
}
