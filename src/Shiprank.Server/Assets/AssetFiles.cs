using System.Text.Json;

namespace Shiprank.Server.Assets;

/// <summary>What <c>eng/assets.mjs</c> made, embedded in this assembly.</summary>
internal static class AssetFiles
{
    private static readonly Lazy<Dictionary<string, Asset>> all = new(() => Manifest().ToDictionary(a => a.File, StringComparer.Ordinal));

    private static readonly Lazy<Dictionary<string, string>> paths = new(() => all.Value.Values.GroupBy(a => a.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Path, StringComparer.Ordinal));

    private static readonly Lazy<string> version = new(() => $"{string.Join('.', new[] { "app.js", "app.css", "icons.svg" }.Select(n => PathOf(n)[(PathOf(n).IndexOf('.', StringComparison.Ordinal) + 1)..].Split('.')[0]))}");

    /// <summary>Differs when scripts, styles or icons do: a page of another version is loaded whole.</summary>
    public static string Version => version.Value;

    public static IReadOnlyCollection<Asset> All => all.Value.Values;

    /// <summary>Null: there is none.</summary>
    public static Asset? Find(string file) => all.Value.GetValueOrDefault(file);

    /// <summary>The address of what pages know as <c>app.css</c>, <c>app.js</c>, …</summary>
    public static string PathOf(string name) => paths.Value[name];

    public static Stream Open(string name) =>
        typeof(AssetFiles).Assembly.GetManifestResourceStream($"assets/{name}") ?? throw new InvalidOperationException($"the build left {name} out");

    private static IEnumerable<Asset> Manifest()
    {
        using var stream = Open("manifest.json");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(e => new Asset(
            e.GetProperty("name").GetString()!,
            e.GetProperty("file").GetString()!,
            e.GetProperty("type").GetString()!,
            [.. e.GetProperty("packed").EnumerateArray().Select(p => p.GetString()!)]))];
    }
}
