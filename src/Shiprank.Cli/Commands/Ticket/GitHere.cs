namespace Shiprank.Cli.Commands.Ticket;

/// <summary>The work tree that a folder lies in, read from git's own files: a key helper has no time to start git.</summary>
/// <param name="Root">Absolute.</param>
/// <param name="Branch">Checked out; empty: none is.</param>
/// <param name="Origin">Path of the origin's address (<c>northwind/checkout</c>); empty: there is none.</param>
internal sealed record GitHere(string Root, string Branch, string Origin)
{
    private const string Heads = "ref: refs/heads/";

    /// <returns>Null outside of every work tree.</returns>
    public static GitHere? Of(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var entry = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(entry)) return Read(at.FullName, entry);
            if (File.Exists(entry) && Line(entry) is { } line && line.StartsWith("gitdir: ", StringComparison.Ordinal)) return Read(at.FullName, Path.GetFullPath(line["gitdir: ".Length..], at.FullName));
        }

        return null;
    }

    private static GitHere Read(string root, string git)
    {
        var head = Line(Path.Combine(git, "HEAD")) ?? "";
        var common = Line(Path.Combine(git, "commondir")) is { } shared ? Path.GetFullPath(shared, git) : git;
        return new(root, head.StartsWith(Heads, StringComparison.Ordinal) ? head[Heads.Length..] : "", OriginOf(Path.Combine(common, "config")));
    }

    private static string OriginOf(string config)
    {
        if (!File.Exists(config)) return "";
        var isOrigin = false;
        foreach (var line in File.ReadLines(config).Select(l => l.Trim()))
        {
            if (line.StartsWith('[')) isOrigin = line == "[remote \"origin\"]";
            else if (isOrigin && line.StartsWith("url", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals) return PathOf(line[(equals + 1)..].Trim());
        }

        return "";
    }

    /// <summary>Without host, user and password.</summary>
    internal static string PathOf(string address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var url) && !url.IsFile ? url.AbsolutePath : address.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon ? address[(colon + 1)..] : "";
        path = path.Trim('/');
        return path.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
    }

    private static string? Line(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadLines(file).FirstOrDefault()?.Trim() : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // As good as not there.
            return null;
        }
    }
}
