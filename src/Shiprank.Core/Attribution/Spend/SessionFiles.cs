using Shiprank.Core.Usage;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>
/// The files that a session edited, comparable with the paths of a commit. A log has paths of another machine, so a file is the commit's
/// when its path ends with the whole path in the repository; within the session's working directory what stands before that end has to
/// contain the directory (a repository's root lies at or above it), so that <c>docs/README.md</c> is not the root's <c>README.md</c>.
/// Of a relative path without a known directory either may be the end of the other.
/// </summary>
internal sealed class SessionFiles
{
    private readonly HashSet<string> ends = new(StringComparer.Ordinal);
    private readonly HashSet<string> relative = new(StringComparer.Ordinal);

    public SessionFiles(SessionTrace trace)
    {
        var project = Normal(trace.Project).TrimEnd('/');
        foreach (var edited in trace.EditedFiles)
        {
            var path = Normal(edited);
            if (path.Length == 0) continue;
            if (!IsRooted(path) && IsRooted(project)) path = $"{project}/{path}";
            path = Collapsed(path);
            if (!IsRooted(path)) relative.Add(path);
            var within = IsRooted(project) && path.StartsWith($"{project}/", StringComparison.Ordinal);
            AddEnds(path, within ? project.Length + 1 : path.Length);
        }
    }

    /// <param name="path">From the repository's root, with <c>/</c>.</param>
    public bool Contains(string path)
    {
        if (ends.Contains(path)) return true;
        for (var rest = path; relative.Count > 0 && rest.IndexOf('/') is >= 0 and var slash;)
        {
            rest = rest[(slash + 1)..];
            if (relative.Contains(rest)) return true;
        }

        return false;
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

    /// <summary>Adds the ends of the path that begin behind a <c>/</c>, or with the path, at or before a position.</summary>
    private void AddEnds(string path, int last)
    {
        for (var start = 0; start <= last && start < path.Length; start = path.IndexOf('/', start) + 1)
        {
            ends.Add(path[start..]);
            if (path.IndexOf('/', start) < 0) break;
        }
    }
}
