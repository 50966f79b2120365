using System.Collections.Concurrent;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>
/// Finds the repository of a working directory: the longest configured path that contains it; else the one repository whose name (for want of
/// that, last part of its path or address) is a folder of it, for clones on other machines. Two candidates are none. Safe for use from several threads.
/// </summary>
public sealed class ProjectResolver
{
    private readonly List<(string Path, string Name)> roots;
    private readonly List<(string Path, string Name)> encodedRoots;
    private readonly Dictionary<string, HashSet<string>> byFolder = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string?> resolved = new(StringComparer.Ordinal);

    public ProjectResolver(OrganisationFile file)
    {
        (roots, encodedRoots) = ([], []);
        foreach (var repository in file.Repositories)
        {
            byName.TryAdd(repository.Name, repository.Name);
            AddFolder(repository.Name, repository.Name);
            if (repository.Path is { } path)
            {
                var root = Normal(path);
                roots.Add((root, repository.Name));
                encodedRoots.Add((Encoded(root), repository.Name));
                AddFolder(LastPart(root), repository.Name);
            }

            if (repository.Url is { } url) AddFolder(LastPart(Normal(url)), repository.Name);
        }

        // A folder called like a repository is that one's, whatever else lies in a folder of that name.
        foreach (var name in byName.Values) byFolder[name] = [name];

        // Stable: of two repositories at one path the first listed has it.
        roots = [.. roots.OrderByDescending(r => r.Path.Length)];
        encodedRoots = [.. encodedRoots.OrderByDescending(r => r.Path.Length)];
    }

    /// <summary>The repository that a source names itself; null when the file has none of that name.</summary>
    public string? Named(string? name) => name is not null ? byName.GetValueOrDefault(name) : null;

    /// <param name="project">A working directory, or a tool's own name of it (its path with <c>-</c> for every sign).</param>
    public string? Repository(string project) => project.Length == 0 ? null : resolved.GetOrAdd(project, static (p, resolver) => resolver.Resolve(p), this);

    private static string Normal(string path) => path.Replace('\\', '/').TrimEnd('/');

    private static string LastPart(string path)
    {
        var name = path[(path.AsSpan().LastIndexOfAny('/', ':') + 1)..];
        return name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }

    private static string Encoded(string path) => string.Create(path.Length, path, static (into, from) =>
    {
        for (var i = 0; i < into.Length; i++) into[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '-';
    });

    private static string? Within(List<(string Path, string Name)> roots, string project, char separator)
    {
        foreach (var (path, name) in roots)
        {
            if (project.StartsWith(path, StringComparison.Ordinal) && (project.Length == path.Length || project[path.Length] == separator)) return name;
        }

        return null;
    }

    private void AddFolder(string folder, string repository)
    {
        if (folder.Length == 0) return;
        if (!byFolder.TryGetValue(folder, out var repositories)) byFolder[folder] = repositories = new(StringComparer.Ordinal);
        repositories.Add(repository);
    }

    private string? Resolve(string project)
    {
        var path = Normal(project);
        if (Within(roots, path, '/') is { } within) return within;
        var candidates = new HashSet<string>(StringComparer.Ordinal);
        if (path.StartsWith('-') && !path.Contains('/'))
        {
            if (Within(encodedRoots, path, '-') is { } encoded) return encoded;
            foreach (var (folder, repositories) in byFolder)
            {
                if (path.EndsWith("-" + Encoded(folder), StringComparison.OrdinalIgnoreCase)) candidates.UnionWith(repositories);
            }
        }
        else
        {
            foreach (var part in path.Split('/'))
            {
                if (byFolder.TryGetValue(part, out var repositories)) candidates.UnionWith(repositories);
            }
        }

        return candidates.Count == 1 ? candidates.Single() : null;
    }
}
