using Shiprank.Sources.Logs;

namespace Shiprank.Sources.OpenCode;

/// <param name="Databases"><c>opencode.db</c>, <c>opencode-next.db</c> and such.</param>
/// <param name="Records">The older form, a JSON file a record: <c>storage/session</c>, <c>storage/message</c>, <c>storage/part</c>.</param>
internal sealed record OpenCodeFiles(IReadOnlyList<LogFile> Databases, IReadOnlyList<LogFile> Records);

/// <summary>Where OpenCode keeps its sessions: <c>$XDG_DATA_HOME/opencode</c>, by default <c>~/.local/share/opencode</c>, or the platform's own data folder.</summary>
internal static class OpenCodeStores
{
    public const string Tool = "opencode";

    public static OpenCodeFiles Find(string home, IReadOnlyDictionary<string, string> environment, FolderWalk walk)
    {
        string[] data =
        [
            environment.TryGetValue("XDG_DATA_HOME", out var moved) && moved.Length > 0 ? moved : Path.Join(home, ".local", "share"),
            Path.Join(home, "Library", "Application Support"),
            Path.Join(home, "AppData", "Roaming"),
            Path.Join(home, "AppData", "Local"),
        ];
        var files = data.SelectMany(folder => walk.Files(Path.Join(folder, "opencode"), path => IsDatabase(path) || KindOf(path).Length > 0)).ToLookup(f => IsDatabase(f.Relative));
        return new([.. files[true]], [.. files[false]]);
    }

    /// <summary><c>session</c>, <c>message</c> or <c>part</c>: what a record is of; empty for another file.</summary>
    public static string KindOf(string relative) =>
        relative.EndsWith(".json", StringComparison.Ordinal) && relative.Split('/') is ["storage", "session" or "message" or "part", ..] parts ? parts[1] : "";

    private static bool IsDatabase(string relative) =>
        relative.StartsWith("opencode", StringComparison.Ordinal) && relative.EndsWith(".db", StringComparison.Ordinal) && !relative.Contains('/');
}
