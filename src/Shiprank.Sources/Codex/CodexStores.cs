using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <summary>Where Codex keeps its rollouts: <c>sessions</c> and <c>archived_sessions</c> below <c>$CODEX_HOME</c>, by default <c>~/.codex</c>.</summary>
internal static class CodexStores
{
    public const string Tool = "codex";

    public static string Root(string home, IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("CODEX_HOME", out var moved) && moved.Length > 0 ? moved : Path.Join(home, ".codex");

    public static IEnumerable<CodexFile> Find(string folder, string tool, FolderWalk walk)
    {
        var root = new CodexRoot(folder, tool, ConfiguredTier(Path.Join(folder, "config.toml")));
        return walk.Files(Path.Join(folder, "sessions"), IsLog).Select(f => new CodexFile(f, root, archived: false))
            .Concat(walk.Files(Path.Join(folder, "archived_sessions"), IsLog).Select(f => new CodexFile(f, root, archived: true)));
    }

    private static bool IsLog(string relative) => relative.EndsWith(".jsonl", StringComparison.Ordinal);

    /// <summary>The top-level <c>service_tier</c>; only the tiers with a price of their own matter.</summary>
    private static string ConfiguredTier(string path)
    {
        try
        {
            var line = File.ReadLines(path).TakeWhile(l => !l.TrimStart().StartsWith('[')).FirstOrDefault(l => l.TrimStart().StartsWith("service_tier", StringComparison.Ordinal));
            var tier = line?.Split('=', 2)[^1].Split('#')[0].Trim().Trim('"', '\'');
            return tier is "fast" or "priority" ? tier : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without settings that can be read, the standard tier is all that is known.
            return "";
        }
    }
}
