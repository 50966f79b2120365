using System.Buffers.Binary;
using System.Text;

namespace Shiprank.Store.Delivery;

/// <summary>Reads what <see cref="PackWriter"/> wrote.</summary>
/// <remarks>A body that ends early is an <see cref="InvalidDataException"/>: the file is damaged.</remarks>
internal ref struct PackReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> rest = body;

    public ulong Number()
    {
        // Most numbers are differences, and small.
        if (rest.Length > 0 && rest[0] < 0x80)
        {
            var small = rest[0];
            rest = rest[1..];
            return small;
        }

        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("a stored number never ends");
    }

    public int Count()
    {
        var count = Number();
        return count <= int.MaxValue ? (int)count : throw new InvalidDataException("a stored count is out of range");
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Word() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)rest.Length) throw new InvalidDataException("a stored body ends too early");
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    public bool Flag() => Number() != 0;

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public string? TextOrNull() => Flag() ? Text() : null;

    public DateTimeOffset Time()
    {
        var unit = Flag() ? TimeSpan.TicksPerSecond : 1;
        return new(DateTime.UnixEpoch.AddTicks(Signed() * unit));
    }

    public string Sha()
    {
        var length = Count();
        return length == 0 ? Text() : Convert.ToHexStringLower(Take(length));
    }
}
