using System.Buffers.Binary;
using System.Text;

namespace Shiprank.Sources.Otlp.Wire;

/// <summary>
/// The fields of one protobuf message, in place. A nested message is a span of bytes that is only entered when somebody asks, so nothing nests and
/// nothing is copied.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> rest = message;

    /// <summary>Number of the field that was read.</summary>
    public int Field { get; private set; }

    /// <summary>A varint or a fixed-size value; 0 for bytes.</summary>
    public ulong Number { get; private set; }

    /// <summary>A text, bytes or a message; empty for numbers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>True from the first field that is not as protobuf has it.</summary>
    public bool Damaged { get; private set; }

    public readonly double Real => BitConverter.UInt64BitsToDouble(Number);

    /// <exception cref="InvalidDataException">The text is not UTF-8.</exception>
    public readonly string Text => System.Text.Unicode.Utf8.IsValid(Bytes) ? Encoding.UTF8.GetString(Bytes) : throw new InvalidDataException("a text is not UTF-8");

    public bool Next()
    {
        if (rest.IsEmpty || Damaged) return false;
        Number = 0;
        Bytes = default;
        if (!Varint(out var tag) || tag >> 3 is 0 or > int.MaxValue) return Damage();
        Field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                if (!Varint(out var number)) return Damage();
                Number = number;
                return true;
            case 1:
                if (rest.Length < 8) return Damage();
                Number = BinaryPrimitives.ReadUInt64LittleEndian(rest);
                rest = rest[8..];
                return true;
            case 2:
                if (!Varint(out var length) || length > (ulong)rest.Length) return Damage();
                Bytes = rest[..(int)length];
                rest = rest[(int)length..];
                return true;
            case 5:
                if (rest.Length < 4) return Damage();
                Number = BinaryPrimitives.ReadUInt32LittleEndian(rest);
                rest = rest[4..];
                return true;
            default:
                return Damage();
        }
    }

    private bool Damage()
    {
        Damaged = true;
        return false;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7f) << (7 * i);
            if (rest[i] >= 0x80) continue;
            rest = rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
