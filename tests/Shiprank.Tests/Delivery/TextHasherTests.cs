using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Tests.Delivery;

public sealed class TextHasherTests
{
    private static readonly TextHasher Hasher = new(0x0706050403020100, 0x0f0e0d0c0b0a0908);

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t\r\v\f", 0)]
    [InlineData("  if (a1 == B2) \r", 6)]
    [InlineData("Ünïcödé 漢字 ٣", 10)]
    [InlineData("½ ² _ -", 0)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 15)]
    public void A_line_counts_its_letters_and_digits_up_to_15(string line, int alnum) =>
        Assert.Equal(alnum, Hasher.Line(Encoding.UTF8.GetBytes(line)).Alnum);

    [Fact]
    public void Blanks_do_not_make_a_line_another_and_other_bytes_do()
    {
        var random = new Random(7);
        var bytes = new byte[700];
        for (var round = 0; round < 2000; round++)
        {
            var line = bytes.AsSpan(0, random.Next(round % 50 == 0 ? bytes.Length : 40));
            foreach (ref var b in line) b = (byte)(random.Next(3) == 0 ? " \t\r\v\f"[random.Next(5)] : random.Next(256));
            byte[] kept = [.. line.ToArray().Where(b => b is not (0x20 or 0x09 or 0x0d or 0x0b or 0x0c))];

            Assert.Equal(Hasher.Line(kept), Hasher.Line(line));
            Assert.Equal(LineText.Of(Hasher.Hash(kept), Hasher.Line(line).Alnum), Hasher.Line(line));
            if (kept.Length == 0) continue;
            kept[random.Next(kept.Length)] ^= 0x80;
            Assert.NotEqual(Hasher.Line(kept).Value >> 4, Hasher.Line(line).Value >> 4);
        }
    }

    [Fact]
    public void A_line_in_parts_is_the_same_line()
    {
        var random = new Random(11);
        var bytes = new byte[40_000];
        for (var round = 0; round < 400; round++)
        {
            var line = bytes.AsSpan(0, random.Next(round % 20 == 0 ? bytes.Length : 60));
            foreach (ref var b in line) b = (byte)(random.Next(3) == 0 ? ' ' : random.Next(4) == 0 ? "-é漢"u8[random.Next(6)] : random.Next(256));
            var parts = Hasher.Begin();
            for (var rest = line; rest.Length > 0;)
            {
                var take = Math.Min(rest.Length, 1 + random.Next(round % 20 == 0 ? 20_000 : 5));
                parts.Add(rest[..take]);
                rest = rest[take..];
            }

            Assert.Equal(Hasher.Line(line), parts.End());
        }
    }

    [Fact]
    public void Another_key_gives_another_hash() => Assert.NotEqual(Hasher.Line("text"u8), new TextHasher(1, 2).Line("text"u8));
}
