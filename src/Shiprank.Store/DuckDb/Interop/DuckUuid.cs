using System.Buffers.Binary;

namespace Shiprank.Store.DuckDb.Interop;

/// <summary>
/// UUIDs in DuckDB's vectors are big-endian 128-bit integers with the top bit flipped, so that signed order is byte order.
/// <c>duckdb_create_uuid</c> takes them without the flip.
/// </summary>
internal static class DuckUuid
{
    public static Native.HugeInt ToVector(Guid value)
    {
        var plain = ToValue(value);
        plain.Upper ^= long.MinValue;
        return plain;
    }

    public static Native.HugeInt ToValue(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return new()
        {
            Upper = BinaryPrimitives.ReadInt64BigEndian(bytes),
            Lower = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        };
    }

    public static Guid FromVector(in Native.HugeInt value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value.Upper ^ long.MinValue);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], value.Lower);
        return new(bytes, bigEndian: true);
    }
}
