using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Shiprank.Core.Money.Focus;

/// <summary>Cells of CSV (RFC 4180) as UTF-8, one after the other, in one buffer that grows and is used again.</summary>
internal sealed class FocusCells
{
    private const int LongestNumber = 64;

    private static readonly SearchValues<char> special = SearchValues.Create(",\"\r\n");

    private byte[] bytes = new byte[1 << 17];
    private int length;

    public int Length => length;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    public void Clear() => length = 0;

    public void Byte(byte value)
    {
        Room(1);
        bytes[length++] = value;
    }

    public void Raw(ReadOnlySpan<byte> text)
    {
        Room(text.Length);
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
    }

    /// <summary>A text of somebody's: quoted where it has to be; what a spreadsheet would run as a formula begins with an apostrophe.</summary>
    public void Text(string text)
    {
        if (text.Length == 0) return;
        var formula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';
        if (!formula && text.AsSpan().IndexOfAny(special) < 0)
        {
            Plain(text);
            return;
        }

        Byte((byte)'"');
        if (formula) Byte((byte)'\'');
        for (var rest = text.AsSpan(); ;)
        {
            var quote = rest.IndexOf('"');
            Plain(quote < 0 ? rest : rest[..(quote + 1)]);
            if (quote < 0) break;
            Byte((byte)'"');
            rest = rest[(quote + 1)..];
        }

        Byte((byte)'"');
    }

    /// <summary>Midnight UTC.</summary>
    public void Instant(DateOnly day)
    {
        Room(20);
        var at = bytes.AsSpan(length, 20);
        "0000-00-00T00:00:00Z"u8.CopyTo(at);
        Digits(at[..4], day.Year);
        Digits(at[5..7], day.Month);
        Digits(at[8..10], day.Day);
        length += 20;
    }

    public void Number(long value)
    {
        Room(LongestNumber);
        Utf8Formatter.TryFormat(value, bytes.AsSpan(length), out var written);
        length += written;
    }

    /// <summary>Nano-units as units, exact, without zeros at the end.</summary>
    public void Nanos(long nano)
    {
        var (whole, rest) = Math.DivRem(nano, 1_000_000_000);
        if (nano < 0 && whole == 0) Byte((byte)'-');
        Number(whole);
        if (rest == 0) return;
        Byte((byte)'.');
        Room(LongestNumber);
        Utf8Formatter.TryFormat(Math.Abs(rest), bytes.AsSpan(length), out var written, new StandardFormat('D', 9));
        length += written;
        while (bytes[length - 1] == (byte)'0') length--;
    }

    /// <summary>Exact, without zeros at the end.</summary>
    public void Number(decimal value)
    {
        Room(LongestNumber);
        Utf8Formatter.TryFormat(value, bytes.AsSpan(length), out var written);
        if (bytes.AsSpan(length, written).Contains((byte)'.'))
        {
            while (bytes[length + written - 1] == (byte)'0') written--;
            if (bytes[length + written - 1] == (byte)'.') written--;
        }

        length += written;
    }

    private static void Digits(Span<byte> into, int number)
    {
        for (var i = into.Length - 1; i >= 0; i--, number /= 10) into[i] = (byte)('0' + (number % 10));
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        Room(text.Length * 3);
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
    }

    private void Room(int more)
    {
        if (length + more > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
    }
}
