namespace Shiprank.Core.Attribution.Spend;

/// <summary>
/// The files that a session edited, comparable with the paths of a commit. A log has paths of another machine, so a file is the commit's
/// when its path ends with the whole path in the repository, or, where the log's path is relative, when that is the end of it.
/// </summary>
internal sealed class SessionFiles
{
    private readonly HashSet<string> whole = new(StringComparer.Ordinal);
    private readonly HashSet<string> tails = new(StringComparer.Ordinal);

    public SessionFiles(IEnumerable<string> edited)
    {
        foreach (var path in edited)
        {
            var normal = path.Replace('\\', '/');
            while (normal.StartsWith("./", StringComparison.Ordinal)) normal = normal[2..];
            if (normal.Length == 0) continue;
            if (!normal.StartsWith('/') && normal is not [_, ':', ..]) whole.Add(normal);
            for (var tail = normal; ; tail = tail[(tail.IndexOf('/') + 1)..])
            {
                if (tail.Length > 0) tails.Add(tail);
                if (!tail.Contains('/')) break;
            }
        }
    }

    /// <param name="path">From the repository's root, with <c>/</c>.</param>
    public bool Contains(string path)
    {
        if (tails.Contains(path)) return true;
        for (var rest = path; rest.IndexOf('/') is >= 0 and var slash;)
        {
            rest = rest[(slash + 1)..];
            if (whole.Contains(rest)) return true;
        }

        return false;
    }
}
