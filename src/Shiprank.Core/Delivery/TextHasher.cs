using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Keyed hash (SipHash-1-3, 64 bits) of texts that are compared but never kept. The key is the installation's:
/// two installations can't compare their hashes, and nobody can look a known line up without the key.
/// </summary>
public sealed partial class TextHasher(ulong key0, ulong key1)
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\v\f"u8);

    /// <summary>By byte: 0 a blank, 1 any other, 3 an ASCII letter or digit.</summary>
    private static readonly byte[] Kinds = [.. Enumerable.Range(0, 256).Select(b => (byte)(" \t\r\v\f".Contains((char)b) ? 0 : char.IsAsciiLetterOrDigit((char)b) ? 3 : 1))];

    /// <summary>The line (without its LF) as <see cref="LineText"/>. <paramref name="line"/> is UTF-8 or any other bytes.</summary>
    public LineText Line(ReadOnlySpan<byte> line)
    {
        var start = line.IndexOfAnyExcept(Blanks);
        if (start < 0) return LineText.Of(Hash([]), 0);
        line = line[start..];
        var rented = line.Length <= 256 ? null : ArrayPool<byte>.Shared.Rent(line.Length);
        var text = rented ?? stackalloc byte[256];
        var (length, alnum, bits) = (0, 0, 0);
        foreach (var b in line)
        {
            // Written always and kept unless blank: no branch that the processor could guess wrong.
            text[length] = b;
            var kind = Kinds[b];
            length += kind & 1;
            alnum += kind >> 1;
            bits |= b;
        }

        text = text[..length];
        var result = LineText.Of(Hash(text), bits < 0x80 ? alnum : CountAlnum(text));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    /// <summary>A title as compared for reverts: outer blanks and a trailing <c> (#N)</c> must be gone already.</summary>
    public ulong Title(ReadOnlySpan<char> title)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(title.Length)];
        return Hash(bytes.AsSpan(0, Encoding.UTF8.GetBytes(title, bytes)));
    }

    public ulong Hash(ReadOnlySpan<byte> data)
    {
        var v0 = key0 ^ 0x736f6d6570736575UL;
        var v1 = key1 ^ 0x646f72616e646f6dUL;
        var v2 = key0 ^ 0x6c7967656e657261UL;
        var v3 = key1 ^ 0x7465646279746573UL;
        var length = data.Length;
        for (; data.Length >= 8; data = data[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(data);
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        var last = (ulong)length << 56;
        for (var i = 0; i < data.Length; i++) last |= (ulong)data[i] << (8 * i);
        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xff;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }

    private static int CountAlnum(ReadOnlySpan<byte> text)
    {
        var count = 0;
        CountAlnum(text, final: true, ref count);
        return count;
    }

    /// <param name="final">False when more may follow: a character that is cut off at the end is left.</param>
    /// <returns>How many bytes were looked at; all of them unless 15 are counted before.</returns>
    private static int CountAlnum(ReadOnlySpan<byte> text, bool final, ref int count)
    {
        var i = 0;
        while (i < text.Length && count < 15)
        {
            if (text[i] < 0x80)
            {
                if (char.IsAsciiLetterOrDigit((char)text[i])) count++;
                i++;
                continue;
            }

            if (Rune.DecodeFromUtf8(text[i..], out var rune, out var used) == OperationStatus.NeedMoreData && !final) break;
            if (rune.Value != 0xfffd && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)) count++;
            i += used;
        }

        return i;
    }
}
