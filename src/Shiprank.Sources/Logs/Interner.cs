using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Shiprank.Sources.Logs;

/// <summary>One string per distinct text: session ids, models and folders repeat on every line. Not for several threads at once.</summary>
internal sealed class Interner
{
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<byte>> texts =
        new Dictionary<string, string>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (texts.TryGetValue(utf8, out var known)) return known;
        var text = Encoding.UTF8.GetString(utf8);
        texts.Dictionary[text] = text;
        return text;
    }

    public string Of(string text) => texts.Dictionary.TryGetValue(text, out var known) ? known : texts.Dictionary[text] = text;

    /// <summary>The string that the reader stands on.</summary>
    public string Of(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Of(reader.GetString()!) : Of(reader.ValueSpan);
}

/// <summary>Strings and their UTF-8 forms as keys of one dictionary.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = length <= 512 ? stackalloc byte[512] : new byte[length];
        return GetHashCode(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        if (alternate.Length < other.Length) return false;
        Span<char> text = alternate.Length <= 256 ? stackalloc char[256] : new char[alternate.Length];
        return text[..Encoding.UTF8.GetChars(alternate, text)].SequenceEqual(other);
    }

    public int GetHashCode(ReadOnlySpan<byte> utf8)
    {
        var hash = 14695981039346656037UL;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(utf8)) hash = ulong.RotateLeft((hash ^ word) * 0x9E3779B97F4A7C15UL, 29);
        foreach (var tail in utf8[(utf8.Length & ~7)..]) hash = (hash ^ tail) * 1099511628211UL;
        return (int)(hash ^ (hash >> 32));
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);
}
