using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Gemini;

/// <summary>
/// Where Gemini CLI keeps its chats: <c>tmp/PROJECT/chats/session-*.jsonl</c> (older: <c>.json</c>) below <c>~/.gemini</c>, a sub-agent's in a folder
/// with its parent's id. <c>GEMINI_CLI_HOME</c> stands in for the home folder.
/// </summary>
internal static class GeminiStores
{
    public const string Tool = "gemini-cli";

    /// <summary>File beside <c>chats</c> that holds the project's path, in newer versions.</summary>
    private const string RootFile = ".project_root";

    public static IReadOnlyList<LogFile> Find(string home, IReadOnlyDictionary<string, string> environment, FolderWalk walk)
    {
        var root = environment.TryGetValue("GEMINI_CLI_HOME", out var moved) && moved.Length > 0 ? moved : home;
        return walk.Files(Path.Join(root, ".gemini", "tmp"), IsChat);
    }

    /// <summary>Session that a sub-agent's chat belongs to: its folder's name; empty for a chat of its own.</summary>
    public static string ParentOf(LogFile file) => file.Relative.Split('/') is [_, "chats", var parent, _] ? parent : "";

    /// <summary>The project's path, where the folder has it; else empty.</summary>
    public static string ProjectOf(LogFile file)
    {
        try
        {
            var tmp = file.Path[..^file.Relative.Length];
            var path = Path.Join(tmp, file.Relative.Split('/')[0], RootFile);
            return File.Exists(path) ? File.ReadLines(path).FirstOrDefault("").Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The chat itself is what counts; without the folder's path its files are still absolute.
            return "";
        }
    }

    private static bool IsChat(string relative) =>
        relative.Split('/') is [_, "chats", ..] and { Length: 3 or 4 } && (relative.EndsWith(".jsonl", StringComparison.Ordinal) || relative.EndsWith(".json", StringComparison.Ordinal));
}
