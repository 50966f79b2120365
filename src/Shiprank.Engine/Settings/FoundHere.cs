namespace Shiprank.Engine.Settings;

/// <summary>What a home directory tells of its user, to begin an organisation file with: whose git it is, and which agents have kept logs there.</summary>
/// <param name="GitName">As git would write it into a commit; null when git is not told.</param>
/// <param name="Agents">Tools whose folders are there.</param>
public sealed record FoundHere(string Home, string? GitName, string? GitEmail, IReadOnlyList<string> Agents)
{
    private const int Longest = 1024 * 1024;

    private static readonly (string Tool, string Folder)[] Known =
    [
        ("claude-code", ".claude/projects"), ("claude-code", ".config/claude/projects"), ("codex", ".codex/sessions"), ("gemini-cli", ".gemini/tmp"),
        ("kiro", ".kiro"), ("openclaw", ".openclaw"), ("opencode", ".local/share/opencode"),
    ];

    public static FoundHere In(string home)
    {
        string? name = null, email = null;
        foreach (var file in (string[])[Path.Combine(home, ".config", "git", "config"), Path.Combine(home, ".gitconfig")])
        {
            var (n, e) = Identity(file);
            (name, email) = (n ?? name, e ?? email);
        }

        return new(home, name, email, [.. Known.Where(k => Directory.Exists(Path.Combine(home, k.Folder))).Select(k => k.Tool).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Name and address of a git configuration's <c>[user]</c>; what it includes is not followed.</summary>
    private static (string? Name, string? Email) Identity(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: < Longest }) return default;
        string? name = null, email = null;
        var inUser = false;
        foreach (var line in Lines(file).Select(l => l.Trim()))
        {
            if (line.StartsWith('[')) inUser = line.StartsWith("[user]", StringComparison.OrdinalIgnoreCase);
            else if (inUser && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                var (key, value) = (line[..at].Trim(), line[(at + 1)..].Trim().Trim('"'));
                if (value.Length == 0) continue;
                if (key.Equals("name", StringComparison.OrdinalIgnoreCase)) name = value;
                if (key.Equals("email", StringComparison.OrdinalIgnoreCase)) email = value;
            }
        }

        return (name, email);
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is only a suggestion: without it the fields are empty.
            return [];
        }
    }
}
