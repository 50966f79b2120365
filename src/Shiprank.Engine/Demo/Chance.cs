using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Engine.Demo;

/// <summary>A stream of random numbers named by a text: the same on every machine and runtime, integers only (SplitMix64).</summary>
internal sealed class Chance(string name)
{
    private const string Digits = "0123456789abcdef";
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private ulong state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    public int Below(int end) => (int)(Bits() % (ulong)end);

    /// <summary>Both ends included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Percent(int chance) => Below(100) < chance;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Around <paramref name="typical"/>, with a tail: one in four is twice as large, one in sixteen four times, up to eight.</summary>
    public int Skewed(int typical)
    {
        var value = Math.Max(1, (typical / 2) + Below(typical));
        for (var i = 0; i < 3 && Below(4) == 0; i++) value *= 2;
        return value;
    }

    public string Hex(int length) => Text(Digits, length);

    public string Base62(int length) => Text(Alphabet, length);

    /// <summary>In the form of a random UUID (version 4).</summary>
    public string Uuid() => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-a{Hex(3)}-{Hex(12)}";

    /// <summary><paramref name="count"/> distinct members in their order; all when there are fewer.</summary>
    public List<T> Sample<T>(IReadOnlyList<T> from, int count)
    {
        var chosen = new List<T>(count);
        for (var i = 0; i < from.Count && chosen.Count < count; i++)
        {
            if (Below(from.Count - i) < count - chosen.Count) chosen.Add(from[i]);
        }

        return chosen;
    }

    private string Text(string alphabet, int length) => string.Create(length, (this, alphabet), static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = from.alphabet[from.Item1.Below(from.alphabet.Length)];
    });

    private ulong Bits()
    {
        var z = state += 0x9e3779b97f4a7c15UL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
        return z ^ (z >> 31);
    }
}
