namespace Shiprank.Engine.Local;

/// <summary>Tells whether a session worked in one of the clone's work trees, by its working directory or the name that a tool makes of it.</summary>
public sealed class WorkTreePaths
{
    private readonly string[] roots;
    private readonly string[] encoded;

    /// <param name="roots">Absolute paths.</param>
    public WorkTreePaths(IEnumerable<string> roots)
    {
        this.roots = [.. roots.Select(Normal)];
        encoded = Array.ConvertAll(this.roots, Encoded);
    }

    /// <param name="project">A working directory, or a tool's own name of it (its path with <c>-</c> for every other sign).</param>
    public bool Contain(string project)
    {
        if (project.Length == 0) return false;
        var path = Normal(project);
        return path.StartsWith('-') && !path.Contains('/') ? Array.Exists(encoded, r => IsWithin(path, r, '-')) : Array.Exists(roots, r => IsWithin(path, r, '/'));
    }

    private static bool IsWithin(string path, string root, char separator) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == separator);

    private static string Normal(string path) => path.Replace('\\', '/').TrimEnd('/');

    private static string Encoded(string path) => string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
