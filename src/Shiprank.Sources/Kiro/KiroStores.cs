using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Kiro;

/// <summary>Files of Kiro's six stores (numbers as in the format's reference).</summary>
/// <param name="CliSessions">1: <c>sessions/cli/ID.json</c>.</param>
/// <param name="Sessions">2: <c>sessions/HASH/sess_ID/session.json</c> and <c>messages.jsonl</c>.</param>
/// <param name="Executions">3: records below folders of 32 hexadecimal digits.</param>
/// <param name="Workspaces">4: session id → working directory.</param>
/// <param name="Databases">5: the command line's SQLite file.</param>
/// <param name="TokenDatabases">6: <c>dev_data/devdata.sqlite</c>.</param>
/// <param name="TokenLines">6: <c>tokens_generated.jsonl</c>, where there is no database.</param>
internal sealed record KiroFiles(
    IReadOnlyList<LogFile> CliSessions,
    IReadOnlyList<LogFile> Sessions,
    IReadOnlyList<LogFile> Executions,
    IReadOnlyDictionary<string, string> Workspaces,
    IReadOnlyList<LogFile> Databases,
    IReadOnlyList<LogFile> TokenDatabases,
    IReadOnlyList<LogFile> TokenLines);

/// <summary>Where Kiro's command line and IDE keep their sessions, on Linux, macOS, Windows and a remote host.</summary>
internal static class KiroStores
{
    public const string Tool = "kiro";

    public static KiroFiles Find(string home, IReadOnlyDictionary<string, string> environment, IngestReport report)
    {
        var walk = new FolderWalk(report);
        var root = Setting(environment, "KIRO_HOME") ?? Path.Join(home, ".kiro");
        var sessions = walk.Files(Path.Join(root, "sessions"), path => path.StartsWith("cli/", StringComparison.Ordinal) ? IsCliSession(path) : IsSession(path)).ToLookup(f => IsCliSession(f.Relative));
        string[] data = [Setting(environment, "XDG_DATA_HOME") ?? Path.Join(home, ".local", "share"), Path.Join(home, "Library", "Application Support")];
        string[] bases =
        [
            .. new[] { Setting(environment, "XDG_CONFIG_HOME") ?? Path.Join(home, ".config"), Path.Join(home, "Library", "Application Support"), Path.Join(home, "AppData", "Roaming") }
                .Select(folder => Path.Join(folder, "Kiro", "User")),
            Path.Join(home, ".kiro-server", "data", "User"),
        ];
        var ide = bases.SelectMany(folder => walk.Files(Path.Join(folder, "globalStorage", "kiro.kiroagent"), IsIdeFile)).ToList();
        var devData = ide.Where(f => f.Relative == "dev_data/devdata.sqlite").ToList();
        return new(
            [.. sessions[true]],
            [.. sessions[false]],
            [.. ide.Where(f => IsExecution(f.Relative))],
            Workspaces(ide),
            [.. data.SelectMany(folder => walk.Files(Path.Join(folder, "kiro-cli"), path => path == "data.sqlite3"))],
            devData,
            [.. ide.Where(f => Path.GetFileName(f.Relative) == "tokens_generated.jsonl" && devData.Count == 0)]);
    }

    /// <summary>Conversation id that a session's id or folder stands for.</summary>
    public static string ConversationOf(string session) => session.StartsWith("sess_", StringComparison.Ordinal) ? session["sess_".Length..] : session;

    private static string? Setting(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static bool IsCliSession(string path) => path.StartsWith("cli/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal);

    private static bool IsSession(string path) =>
        Path.GetFileName(path) is "session.json" or "messages.jsonl" && path.Split('/') is [.., var folder, _] && folder.StartsWith("sess_", StringComparison.Ordinal);

    private static bool IsIdeFile(string path) =>
        IsExecution(path) || path.StartsWith("workspace-sessions/", StringComparison.Ordinal) || path == "dev_data/devdata.sqlite" || Path.GetFileName(path) == "tokens_generated.jsonl";

    private static bool IsExecution(string path) => path.IndexOf('/') == 32 && path.Take(32).All(char.IsAsciiHexDigit);

    private static Dictionary<string, string> Workspaces(List<LogFile> files)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.Relative.Split('/') is ["workspace-sessions", var encoded, var name] && Decode(encoded) is { } folder) folders[Path.GetFileNameWithoutExtension(name)] = folder;
        }

        return folders;
    }

    /// <summary>The path that a folder's name spells in Base64, in the plain or the URL form, padded with <c>=</c>, <c>_</c> or not at all.</summary>
    private static string? Decode(string encoded)
    {
        var text = encoded.TrimEnd('=', '_').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)) return null;
        var path = Encoding.UTF8.GetString(bytes, 0, length);
        return path.Contains('/', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal) ? path : null;
    }
}
