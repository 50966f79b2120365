using System.Text;

namespace Shiprank.Store.DuckDb;

/// <summary>Names that stand in many rows of one answer become one string each.</summary>
internal sealed class RepeatedTexts
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public RepeatedTexts() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 256) return Encoding.UTF8.GetString(utf8);
        Span<char> buffer = stackalloc char[256];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        if (lookup.TryGetValue(text, out var seen)) return seen;
        var made = text.ToString();
        known.Add(made, made);
        return made;
    }
}
