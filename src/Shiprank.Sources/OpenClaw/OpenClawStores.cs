using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.OpenClaw;

/// <summary>Files of OpenClaw's stores below all of its roots, and the Codex homes that it keeps.</summary>
internal sealed record OpenClawFiles(IReadOnlyList<LogFile> Transcripts, IReadOnlyList<LogFile> Databases, IReadOnlyList<LogFile> SessionLists, IReadOnlyList<string> CodexHomes);

/// <summary>Where OpenClaw keeps its transcripts: JSON Lines, and SQLite since 2026.8.</summary>
internal static class OpenClawStores
{
    public const string Tool = "openclaw";

    private static readonly string[] Names = [".openclaw", ".clawdbot", ".moltbot", ".moldbot"];

    private enum Kind
    {
        Other,
        Transcript,
        Packed,
        Database,
        SessionList,
    }

    /// <summary><c>~/.openclaw</c> and its older names, or <c>$OPENCLAW_DIR</c> (a list with commas). An incognito database is never looked at.</summary>
    public static OpenClawFiles Find(string home, IReadOnlyDictionary<string, string> environment, IngestReport report)
    {
        string[] roots = environment.TryGetValue("OPENCLAW_DIR", out var moved) && moved.Length > 0
            ? moved.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. Names.Select(name => Path.Join(home, name))];
        var walk = new FolderWalk(report);
        var files = roots.SelectMany(root => walk.Files(Path.Join(root, "agents"), Wanted)).ToLookup(f => KindOf(Path.GetFileName(f.Relative)));
        foreach (var packed in files[Kind.Packed]) report.Skip(packed.Path, 0, "compressed archive: unpack it (zstd -d) to have it counted");
        var codexHomes = roots.SelectMany(root => walk.Folders(Path.Join(root, "agents"))).Select(agent => Path.Join(agent, "agent", "codex-home")).Where(Directory.Exists);
        return new([.. files[Kind.Transcript]], [.. files[Kind.Database]], [.. files[Kind.SessionList]], [.. codexHomes]);
    }

    /// <summary>Session id in a transcript's name: what stands before <c>.jsonl</c>.</summary>
    public static string SessionOf(LogFile file)
    {
        var name = Path.GetFileName(file.Relative);
        return name[..name.IndexOf(".jsonl", StringComparison.Ordinal)];
    }

    private static bool Wanted(string relative) =>
        !relative.Contains("/codex-home/", StringComparison.Ordinal) && KindOf(Path.GetFileName(relative)) != Kind.Other;

    private static Kind KindOf(string name)
    {
        if (name == "openclaw-agent.sqlite") return Kind.Database;
        if (name == "sessions.json") return Kind.SessionList;
        var at = name.IndexOf(".jsonl", StringComparison.Ordinal);
        if (at <= 0 || name.Contains(".checkpoint.", StringComparison.Ordinal)) return Kind.Other;
        var rest = name[(at + ".jsonl".Length)..];
        return rest.EndsWith(".zst", StringComparison.Ordinal) ? Kind.Packed
            : rest.Length == 0 || rest.StartsWith(".deleted.", StringComparison.Ordinal) || rest.StartsWith(".reset.", StringComparison.Ordinal) ? Kind.Transcript
            : Kind.Other;
    }
}
