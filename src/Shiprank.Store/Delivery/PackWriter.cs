using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Shiprank.Store.Delivery;

/// <summary>Writes the compact form of facts: variable-length integers (LEB128), UTF-8 with its length, raw words. Read back by <see cref="PackReader"/>.</summary>
internal sealed class PackWriter
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private byte[] buffer = new byte[4096];
    private int written;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, written);

    public void Clear() => written = 0;

    public void Number(ulong value)
    {
        var span = Free(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        written += length;
    }

    /// <summary>A length, a count, an index: ≥ 0.</summary>
    public void Count(int value) => Number((ulong)value);

    /// <summary>Any sign, small numbers short.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Word(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Free(8), value);
        written += 8;
    }

    /// <summary>Bytes with their length.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        Raw(bytes);
    }

    public void Flag(bool value) => Number(value ? 1UL : 0);

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Count(length);
        written += Encoding.UTF8.GetBytes(text, Free(length));
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

        Raw(bytes[..(sha.Length / 2)]);
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        written += bytes.Length;
    }

    private Span<byte> Free(int bytes)
    {
        if (buffer.Length - written < bytes) Array.Resize(ref buffer, checked((int)Math.Min(Array.MaxLength, Math.Max(2L * buffer.Length, (long)written + bytes))));
        return buffer.AsSpan(written);
    }
}
