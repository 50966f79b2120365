using System.Buffers.Text;
using System.IO.Compression;

namespace Shiprank.Engine.Credentials;

/// <summary>
/// Which credentials hold no more, as a compressed row of bits (Bitstring Status List 1.0): bit 0 is the highest of the first byte. A list has at
/// least 131,072 bits, so that whoever asks for one tells little of which they are interested in.
/// </summary>
public static class StatusList
{
    public const int Bits = 131_072;

    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Odd: places of a list are taken in an order that tells nothing of when, each once.</summary>
    private const int Step = 73_939;

    private const int First = 40_503;

    /// <summary>List and place in it of an award's number.</summary>
    public static (long List, int Index) Place(long number) => (number / Bits, (int)(((number % Bits * Step) + First) % Bits));

    /// <param name="set">Places in the list.</param>
    /// <returns><c>u</c> and the compressed bits in base64url, as multibase has it.</returns>
    public static string Encode(IEnumerable<int> set)
    {
        var bits = new byte[Bits / 8];
        foreach (var index in set) bits[index / 8] |= (byte)(0x80 >> (index % 8));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bits);
        return "u" + Base64Url.EncodeToString(packed.ToArray());
    }

    /// <returns>Whether the bit is set; null when the text is no list or has no such place.</returns>
    public static bool? Has(string encoded, long index)
    {
        if (encoded.Length == 0 || encoded[0] != 'u' || index < 0) return null;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(Base64Url.DecodeFromChars(encoded.AsSpan(1))), CompressionMode.Decompress);
            var bits = new byte[MostBytes];
            var length = gzip.ReadAtLeast(bits, bits.Length, throwOnEndOfStream: false);
            return length * 8L < Bits || index >= length * 8L ? null : (bits[index / 8] & (0x80 >> (int)(index % 8))) != 0;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
