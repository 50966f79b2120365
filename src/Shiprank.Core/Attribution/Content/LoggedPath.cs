namespace Shiprank.Core.Attribution.Content;

/// <summary>
/// A path as an agent logged it, comparable with the paths of a commit. A log has paths of another machine, so a path is the commit's when it
/// ends with the whole path in the repository; within the session's working directory what stands before that end has to contain the
/// directory (a repository's root lies at or above it), so that <c>docs/README.md</c> is not the root's <c>README.md</c>. Of a relative path
/// without a known directory either may be the end of the other.
/// </summary>
public sealed class LoggedPath
{
    private readonly string full;
    private readonly int lastStart;
    private readonly bool relative;

    private LoggedPath(string full, int lastStart, bool relative)
    {
        (this.full, this.lastStart, this.relative) = (full, lastStart, relative);
        Name = full[(full.LastIndexOf('/') + 1)..];
    }

    /// <summary>The whole path with <c>/</c>, joined to the project where it was relative to a known one.</summary>
    public string Text => full;

    /// <summary>Last part: equal to that of every path which this one may be.</summary>
    public string Name { get; }

    /// <summary>Folder of an absolute path, null for a relative one.</summary>
    public string? Folder => relative ? null : full[..Math.Max(0, full.LastIndexOf('/'))];

    /// <param name="project">The session's working directory; empty when unknown.</param>
    /// <param name="path">As logged, with <c>/</c> or <c>\</c>.</param>
    /// <returns>Null for an empty path.</returns>
    public static LoggedPath? Of(string project, string path)
    {
        var root = Normal(project).TrimEnd('/');
        var it = Normal(path);
        if (it.Length == 0) return null;
        if (!IsRooted(it) && IsRooted(root)) it = $"{root}/{it}";
        it = Collapsed(it);
        var within = IsRooted(root) && it.StartsWith($"{root}/", StringComparison.Ordinal);
        return it.Length == 0 ? null : new(it, within ? root.Length + 1 : it.Length, !IsRooted(it));
    }

    /// <param name="path">From the repository's root, with <c>/</c>.</param>
    public bool Is(string path)
    {
        if (path.Length == 0) return false;
        if (full.EndsWith(path, StringComparison.Ordinal))
        {
            var start = full.Length - path.Length;
            return start <= lastStart && (start == 0 || full[start - 1] == '/');
        }

        return relative && path.Length > full.Length && path[^(full.Length + 1)] == '/' && path.EndsWith(full, StringComparison.Ordinal);
    }

    private static string Normal(string path)
    {
        var normal = path.Replace('\\', '/');
        while (normal.StartsWith("./", StringComparison.Ordinal)) normal = normal[2..];
        return normal;
    }

    /// <summary>Without <c>.</c> and <c>..</c>; what climbs above the start of the path is dropped.</summary>
    private static string Collapsed(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal) && !path.StartsWith("..", StringComparison.Ordinal)) return path;
        List<string> kept = [];
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                if (kept.Count > 0 && kept[^1].Length > 0) kept.RemoveAt(kept.Count - 1);
            }
            else if (part != ".")
            {
                kept.Add(part);
            }
        }

        return string.Join('/', kept);
    }

    private static bool IsRooted(string path) => path is ['/', ..] or [_, ':', '/', ..];
}
