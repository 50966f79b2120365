using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Signals.Usage.Statistics;

/// <summary>
/// MinHash of a text's shingles (Broder, 1997), keyed by the installation: two texts have as large a part of their 128 numbers in common as of their shingles.
/// What is kept of it are 16 hashes of 8 numbers each: two texts that share one of them have likely 0.71 or more of their shingles in common, which is all
/// that finding near-duplicates needs, and it says less than the numbers themselves. Without the key nobody can make the hashes of a guessed text.
/// Not for several threads at once.
/// </summary>
public sealed class MinHash
{
    public const int Hashes = 128;
    public const int Bands = 16;
    public const int Rows = Hashes / Bands;

    /// <summary>Letters of a shingle.</summary>
    public const int Shingle = 5;

    private readonly TextHasher hasher;
    private readonly uint[] multipliers = new uint[Hashes];
    private readonly uint[] masks = new uint[Hashes];

    public MinHash(TextHasher hasher)
    {
        this.hasher = hasher;
        Span<byte> number = stackalloc byte[12];
        "minhash\0"u8.CopyTo(number);
        for (var i = 0; i < Hashes; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number[8..], i);
            var seed = hasher.Hash(number);
            (multipliers[i], masks[i]) = ((uint)seed | 1, (uint)(seed >> 32));
        }
    }

    /// <summary>How alike two texts have to be, so that they share a band with a chance of about a half.</summary>
    public static double Threshold(int bands, int rows) => Math.Pow(1.0 / bands, 1.0 / rows);

    /// <summary>The least of each of 128 hashes over the shingles of a text.</summary>
    /// <param name="text">As <see cref="PromptText"/> makes it; one shorter than a shingle is one.</param>
    public uint[] Signature(ReadOnlySpan<char> text)
    {
        var least = new uint[Hashes];
        Array.Fill(least, uint.MaxValue);
        var lanes = MemoryMarshal.Cast<uint, Vector<uint>>(least.AsSpan());
        var factors = MemoryMarshal.Cast<uint, Vector<uint>>(multipliers.AsSpan());
        var xors = MemoryMarshal.Cast<uint, Vector<uint>>(masks.AsSpan());
        for (var i = 0; i == 0 || i + Shingle <= text.Length; i++)
        {
            var shingle = text[i..Math.Min(text.Length, i + Shingle)];
            var hash = hasher.Hash(MemoryMarshal.AsBytes(shingle));
            var spread = new Vector<uint>((uint)(hash ^ (hash >> 32)));
            for (var lane = 0; lane < lanes.Length; lane++) lanes[lane] = Vector.Min(lanes[lane], (spread * factors[lane]) ^ xors[lane]);
        }

        return least;
    }

    /// <summary>The part of their shingles that two texts have in common, within a standard error of √(J(1 − J) ÷ 128).</summary>
    public static double Jaccard(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var same = 0;
        for (var i = 0; i < Hashes; i++) same += a[i] == b[i] ? 1 : 0;
        return (double)same / Hashes;
    }

    /// <summary>A keyed hash of each band.</summary>
    public uint[] BandsOf(ReadOnlySpan<uint> signature)
    {
        var bands = new uint[Bands];
        for (var band = 0; band < Bands; band++) bands[band] = (uint)hasher.Hash(MemoryMarshal.AsBytes(signature.Slice(band * Rows, Rows)));
        return bands;
    }
}
