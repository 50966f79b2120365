namespace Shiprank.Core.Badges;

/// <summary>The badges that come with the product (<c>badges.json</c>).</summary>
public static class BadgeLibrary
{
    private static readonly Lazy<IReadOnlyList<BadgeDefinition>> all = new(Load);

    /// <summary>In the order of the gallery.</summary>
    public static IReadOnlyList<BadgeDefinition> All => all.Value;

    private static IReadOnlyList<BadgeDefinition> Load()
    {
        const string name = "Shiprank.Core.Badges.badges.json";
        using var stream = typeof(BadgeLibrary).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return BadgeReader.Read(bytes, name).Value;
    }
}
