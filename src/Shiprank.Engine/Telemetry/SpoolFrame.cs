using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Shiprank.Engine.Telemetry;

/// <summary>A record in a spool's file: its length (32 bits), the first 64 bits of its SHA-256, its bytes. A frame that was cut off is told by them.</summary>
internal static class SpoolFrame
{
    public const int Header = 12;

    public static void Write(Stream to, ReadOnlySpan<byte> record)
    {
        Span<byte> header = stackalloc byte[Header];
        Head(header, record);
        to.Write(header);
        to.Write(record);
    }

    /// <summary>Fills the header of a frame whose record stands behind it already.</summary>
    public static void Seal(Span<byte> frame) => Head(frame[..Header], frame[Header..]);

    private static void Head(Span<byte> header, ReadOnlySpan<byte> record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, record.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header[4..], Sum(record));
    }

    /// <returns>Length of the record; null when the bytes are no header of one that fits.</returns>
    public static int? Length(ReadOnlySpan<byte> header, long left) =>
        BinaryPrimitives.ReadInt32LittleEndian(header) is var length && length >= 0 && length <= left - Header ? length : null;

    public static bool IsWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt64LittleEndian(header[4..]) == Sum(record);

    private static ulong Sum(ReadOnlySpan<byte> record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
