using Shiprank.Sources.Logs;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>Where Claude Code keeps its transcripts.</summary>
internal static class ClaudeStores
{
    /// <summary>
    /// <c>$CLAUDE_CONFIG_DIR</c> (a list with commas), else both <c>~/.config/claude</c> and <c>~/.claude</c>; below each
    /// <c>projects</c> and the older <c>transcripts</c>. A workflow's <c>journal.jsonl</c> is no transcript.
    /// </summary>
    public static IEnumerable<LogFile> Find(string home, IReadOnlyDictionary<string, string> environment, FolderWalk walk)
    {
        string[] roots = environment.TryGetValue("CLAUDE_CONFIG_DIR", out var configured) && configured.Length > 0
            ? configured.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [Path.Join(home, ".config", "claude"), Path.Join(home, ".claude")];
        return roots.SelectMany(root => Folders(root).SelectMany(folder => walk.Files(folder, IsTranscript)));
    }

    /// <summary>Session id that the place of a transcript tells: the folder above <c>subagents</c>, else the file's name.</summary>
    public static string SessionOf(LogFile file)
    {
        var parts = file.Relative.Split('/');
        var sub = Array.IndexOf(parts, "subagents");
        return sub > 0 ? parts[sub - 1] : Path.GetFileNameWithoutExtension(file.Relative);
    }

    /// <summary>The folder below <c>projects</c>, which spells the working directory with dashes; empty for a file outside.</summary>
    public static string ProjectOf(LogFile file) => file.Relative.IndexOf('/') is var slash and > 0 ? file.Relative[..slash] : "";

    private static string[] Folders(string root) =>
        Path.GetFileName(root) == "projects" ? [root] : [Path.Join(root, "projects"), Path.Join(root, "transcripts")];

    private static bool IsTranscript(string relative) =>
        relative.EndsWith(".jsonl", StringComparison.Ordinal) && Path.GetFileName(relative) != "journal.jsonl";
}
