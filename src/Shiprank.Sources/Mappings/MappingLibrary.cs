using System.Text;

namespace Shiprank.Sources.Mappings;

/// <summary>The mappings that come with the product, by name: a start for a file of one's own.</summary>
public static class MappingLibrary
{
    private const string Prefix = "Shiprank.Sources.Mappings.";
    private const string Suffix = ".yaml";

    /// <summary>In order of the alphabet.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(MappingLibrary).Assembly.GetManifestResourceNames()
            .Where(r => r.StartsWith(Prefix, StringComparison.Ordinal) && r.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(r => r[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal),
    ];

    /// <returns>The file's text; null when no mapping of that name comes with the product.</returns>
    public static string? Text(string name)
    {
        using var stream = typeof(MappingLibrary).Assembly.GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null) return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
