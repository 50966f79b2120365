using Shiprank.Core.Usage;

namespace Shiprank.Sources.Logs;

/// <summary>
/// Files below a folder, each real file once: links are followed, a loop of links ends where it began, and what can't be read is a row of the report.
/// </summary>
internal sealed class FolderWalk(IngestReport report)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Files below <paramref name="root"/> in order of their relative path; none when there is no such folder.</summary>
    /// <param name="wanted">Decides by the path relative to the root.</param>
    public IReadOnlyList<LogFile> Files(string root, Func<string, bool> wanted)
    {
        var found = new List<LogFile>();
        if (Directory.Exists(root) || new FileInfo(root).LinkTarget is not null) Visit(root, null, "", wanted, found);
        return found;
    }

    /// <summary>Folders right below <paramref name="root"/> in order; none when there is no such folder.</summary>
    public IReadOnlyList<string> Folders(string root)
    {
        try
        {
            return Directory.Exists(root) ? [.. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(root, 0, $"folder can't be read: {e.Message}");
            return [];
        }
    }

    /// <param name="real">Path of the folder without any link, where known.</param>
    private void Visit(string folder, string? real, string relative, Func<string, bool> wanted, List<LogFile> found)
    {
        List<FileSystemInfo> entries;
        try
        {
            real ??= Real(folder);
            if (!seen.Add(real)) return;
            entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(folder, 0, $"folder can't be read: {e.Message}");
            return;
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            var path = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
            var linked = entry.LinkTarget is not null;
            if (linked ? Directory.Exists(entry.FullName) : entry is DirectoryInfo) Visit(entry.FullName, linked ? null : Path.Join(real, entry.Name), path, wanted, found);
            else if (wanted(path)) Take(entry.FullName, linked ? null : Path.Join(real, entry.Name), path, found);
        }
    }

    private void Take(string path, string? real, string relative, List<LogFile> found)
    {
        try
        {
            var file = new FileInfo(real ?? Real(path));
            if (!file.Exists) report.Skip(path, 0, "link leads nowhere");
            else if (seen.Add(file.FullName)) found.Add(new(path, relative, file.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(path, 0, $"file can't be read: {e.Message}");
        }
    }

    /// <summary>The path with every link in it resolved.</summary>
    private static string Real(string path)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        var parent = Path.GetDirectoryName(target);
        return string.IsNullOrEmpty(parent) ? target : Path.Join(Real(parent), Path.GetFileName(target));
    }
}
