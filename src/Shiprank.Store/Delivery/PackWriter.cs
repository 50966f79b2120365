using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Shiprank.Store.Delivery;

/// <summary>Writes the compact form of facts: variable-length integers (LEB128), UTF-8 with its length, raw words. Read back by <see cref="PackReader"/>.</summary>
internal sealed class PackWriter
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void Clear() => buffer.ResetWrittenCount();

    public void Number(ulong value)
    {
        var span = buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        buffer.Advance(length);
    }

    /// <summary>A length, a count, an index: ≥ 0.</summary>
    public void Count(int value) => Number((ulong)value);

    /// <summary>Any sign, small numbers short.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Word(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Flag(bool value) => Number(value ? 1UL : 0);

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Count(length);
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(length)));
    }

    public void TextOrNull(string? text)
    {
        Flag(text is not null);
        if (text is not null) Text(text);
    }

    /// <summary>An instant: whole seconds short, others to the tick.</summary>
    public void Time(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        var whole = ticks % TimeSpan.TicksPerSecond == 0;
        Flag(whole);
        Signed(whole ? ticks / TimeSpan.TicksPerSecond : ticks);
    }

    /// <summary>A name of an object in git: lower-case hex of even length as bytes, anything else as text.</summary>
    public void Sha(string sha)
    {
        Span<byte> bytes = stackalloc byte[32];
        var hex = sha.Length is > 0 and <= 64 && sha.Length % 2 == 0
            && !sha.AsSpan().ContainsAnyExcept(HexDigits)
            && Convert.FromHexString(sha, bytes, out _, out _) == OperationStatus.Done;
        Count(hex ? sha.Length / 2 : 0);
        if (!hex)
        {
            Text(sha);
            return;
        }

        buffer.Write(bytes[..(sha.Length / 2)]);
    }
}
