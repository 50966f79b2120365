using System.Buffers.Binary;

namespace Shiprank.Core.Delivery;

public sealed partial class TextHasher
{
    /// <summary>A line that comes in parts because it is longer than anybody wants to keep: the same <see cref="LineText"/> as <see cref="Line"/> of the whole.</summary>
    public LongLine Begin() => new(key0, key1);

    /// <summary>See <see cref="Begin"/>.</summary>
    public sealed class LongLine
    {
        private const int Piece = 1 << 13;

        private readonly byte[] text = new byte[Piece];
        private ulong v0;
        private ulong v1;
        private ulong v2;
        private ulong v3;
        private ulong length;
        private ulong pending;
        private int alnum;
        private byte[] cutOff = [];

        internal LongLine(ulong key0, ulong key1)
        {
            v0 = key0 ^ 0x736f6d6570736575UL;
            v1 = key1 ^ 0x646f72616e646f6dUL;
            v2 = key0 ^ 0x6c7967656e657261UL;
            v3 = key1 ^ 0x7465646279746573UL;
        }

        public void Add(ReadOnlySpan<byte> part)
        {
            for (; part.Length > 0; part = part[Math.Min(Piece, part.Length)..])
            {
                var kept = 0;
                foreach (var b in part[..Math.Min(Piece, part.Length)])
                {
                    text[kept] = b;
                    kept += Kinds[b] & 1;
                }

                Hash(text.AsSpan(0, kept));
                Count(text.AsSpan(0, kept));
            }
        }

        public LineText End()
        {
            CountAlnum(cutOff, final: true, ref alnum);
            Word(pending | (length << 56));
            v2 ^= 0xff;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            return LineText.Of(v0 ^ v1 ^ v2 ^ v3, alnum);
        }

        private void Hash(ReadOnlySpan<byte> data)
        {
            for (; data.Length > 0 && (length & 7) != 0; data = data[1..]) Byte(data[0]);
            for (; data.Length >= 8; data = data[8..])
            {
                Word(BinaryPrimitives.ReadUInt64LittleEndian(data));
                length += 8;
            }

            foreach (var b in data) Byte(b);
        }

        private void Byte(byte b)
        {
            pending |= (ulong)b << (int)(8 * (length++ & 7));
            if ((length & 7) != 0) return;
            Word(pending);
            pending = 0;
        }

        private void Word(ulong word)
        {
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        private void Count(ReadOnlySpan<byte> data)
        {
            if (alnum >= 15) return;
            if (cutOff.Length > 0) data = (byte[])[.. cutOff, .. data];
            var used = CountAlnum(data, final: false, ref alnum);
            cutOff = alnum >= 15 ? [] : data[used..].ToArray();
        }
    }
}
