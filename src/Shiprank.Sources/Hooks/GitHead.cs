namespace Shiprank.Sources.Hooks;

/// <summary>Which branch a folder is on and where its repository comes from, from git's files alone: starting git would take longer than the whole hook.</summary>
/// <param name="Branch">Empty: none, or no repository.</param>
/// <param name="Repository"><c>owner/name</c> of the remote called origin, else the folder's name; empty: no repository.</param>
public sealed record GitHead(string Branch, string Repository)
{
    public static readonly GitHead None = new("", "");

    private const int MostFolders = 64;

    private const int MostBytes = 256 * 1024;

    public static GitHead Of(string folder)
    {
        try
        {
            var at = folder;
            for (var up = 0; up < MostFolders && !string.IsNullOrEmpty(at); up++, at = Path.GetDirectoryName(at))
            {
                var dotGit = Path.Combine(at, ".git");
                if (Directory.Exists(dotGit)) return Read(at, dotGit, dotGit);
                if (!File.Exists(dotGit)) continue;

                // A worktree or a submodule: the file says where its own folder is, and that one where the common is.
                if (Small(dotGit).Trim() is not { } line || !line.StartsWith("gitdir:", StringComparison.Ordinal)) return None;
                var own = Path.GetFullPath(line[7..].Trim(), at);
                var common = Path.Combine(own, "commondir");
                return Read(at, own, File.Exists(common) ? Path.GetFullPath(Small(common).Trim(), own) : own);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // What can't be read names no branch.
        }

        return None;
    }

    private static GitHead Read(string top, string own, string common)
    {
        const string reference = "ref: refs/heads/";
        var head = Path.Combine(own, "HEAD");
        if (!File.Exists(head)) return None;
        var text = Small(head).Trim();
        var config = Path.Combine(common, "config");
        var origin = File.Exists(config) ? Origin(Small(config)) : "";
        return new(text.StartsWith(reference, StringComparison.Ordinal) ? text[reference.Length..] : "", origin.Length > 0 ? origin : Path.GetFileName(Path.TrimEndingDirectorySeparator(top)));
    }

    /// <summary>The last two parts of origin's address, without an account or a password.</summary>
    private static string Origin(string config)
    {
        var inside = false;
        foreach (var raw in config.Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith('[')) inside = line == "[remote \"origin\"]";
            else if (inside && line.StartsWith("url", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals) return Name(line[(equals + 1)..].Trim());
        }

        return "";
    }

    private static string Name(string url)
    {
        var plain = url.TrimEnd('/');
        if (plain.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) plain = plain[..^4];
        var parts = plain.Split(['/', ':', '\\'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "" : plain.Contains("://", StringComparison.Ordinal) || plain.Contains('@', StringComparison.Ordinal) ? string.Join('/', parts[^Math.Min(2, parts.Length)..]) : parts[^1];
    }

    private static string Small(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        var bytes = new byte[Math.Min(stream.Length, MostBytes)];
        stream.ReadExactly(bytes);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }
}
