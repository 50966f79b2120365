using System.Buffers.Binary;

namespace Shiprank.Server.Commands;

public enum FrameKind : byte
{
    Out = 1,
    Error = 2,

    /// <summary>The last one: four bytes with the exit code, the lowest first.</summary>
    Exit = 3,
}

/// <summary>A piece of what a command writes: its kind (1 byte), its length (4 bytes, the lowest first), its bytes.</summary>
public readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Bytes)
{
    public const int HeadBytes = 5;

    /// <summary>No writer makes larger ones.</summary>
    public const int LargestBytes = 16 * 1024 * 1024;

    public static Frame Exit(int code)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, code);
        return new(FrameKind.Exit, bytes);
    }

    public int ExitCode => BinaryPrimitives.ReadInt32LittleEndian(Bytes.Span);

    public byte[] ToBytes()
    {
        var bytes = new byte[HeadBytes + Bytes.Length];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), Bytes.Length);
        Bytes.CopyTo(bytes.AsMemory(HeadBytes));
        return bytes;
    }

    /// <returns>Null at the end, and when what follows is no frame.</returns>
    public static async Task<Frame?> Read(Stream from, CancellationToken cancel)
    {
        var head = new byte[HeadBytes];
        if (await from.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancel) < HeadBytes) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(1));
        if (length is < 0 or > LargestBytes || !Enum.IsDefined((FrameKind)head[0])) return null;
        var bytes = new byte[length];
        return await from.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, cancel) == length && ((FrameKind)head[0] != FrameKind.Exit || length == 4) ? new((FrameKind)head[0], bytes) : null;
    }
}
