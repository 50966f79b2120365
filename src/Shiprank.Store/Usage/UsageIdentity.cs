using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Store.Usage;

/// <summary>
/// 80 bits of SHA-256 over a response's tool and key. The session and the time are no part of it: copies of one response
/// (a fork, a resumed session, a migrated store) may carry other ones.
/// </summary>
internal readonly record struct UsageIdentity(ushort High, long Low)
{
    public static UsageIdentity Of(string tool, string key)
    {
        var size = Encoding.UTF8.GetMaxByteCount(tool.Length + 1 + key.Length);
        byte[]? rented = null;
        Span<byte> text = size <= 512 ? stackalloc byte[512] : (rented = ArrayPool<byte>.Shared.Rent(size));
        var length = Encoding.UTF8.GetBytes(tool, text);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(key, text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return new(BinaryPrimitives.ReadUInt16BigEndian(hash), BinaryPrimitives.ReadInt64BigEndian(hash[2..]));
    }

    public static UsageIdentity Of(Guid rowKey)
    {
        Span<byte> bytes = stackalloc byte[16];
        rowKey.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }

    /// <summary>The row key: 48 bits of milliseconds since 1970 (earlier times count as 1970), then the identity. Orders by time.</summary>
    public Guid RowKey(DateTimeOffset occurredAt)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, occurredAt.ToUnixTimeMilliseconds()) << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], High);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Low);
        return new(bytes, bigEndian: true);
    }

    /// <summary>20 hex digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x4}{Low:x16}");
}
