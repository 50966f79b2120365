using System.Buffers;
using System.Text;

namespace Shiprank.Store;

/// <summary>Text that every engine keeps unchanged: valid UTF-16, no NUL (PostgreSQL refuses it).</summary>
internal static class StoredText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\0']);

    /// <summary>The same text where it is clean; else with U+FFFD for each NUL and each lone surrogate.</summary>
    public static string Clean(string text) =>
        text.AsSpan().ContainsAny(Suspects) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD') : text;
}
