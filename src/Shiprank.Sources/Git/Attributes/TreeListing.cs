using System.Text;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Attributes;

/// <summary>All trees below a commit's root at once, with the attribute files in and below each.</summary>
internal static class TreeListing
{
    private const string FileName = ".gitattributes";
    private const int MostEntries = 5_000_000;
    private const int LongestPath = 1 << 13;

    /// <param name="into">Takes tree → attribute files, relative to the tree. What can't be listed stays away: who asks for it by its id learns why.</param>
    public static void Read(GitPlace place, string commit, Dictionary<string, IReadOnlyList<(string Path, string Blob)>> into)
    {
        var started = place.Start(["ls-tree", "-r", "-t", "-z", "--full-tree", commit], feed: null, CancellationToken.None);
        if (!started.Succeeded) return;
        using var git = started.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 16);
        var trees = new Dictionary<string, List<(string Path, string Blob)>>(StringComparer.Ordinal);
        var byFolder = new Dictionary<string, List<(string Path, string Blob)>>(StringComparer.Ordinal);
        for (var entries = 0; scanner.TryRead(0, out var entry); entries++)
        {
            if (entries > MostEntries || entry.Length > LongestPath) return;
            // "040000 tree <oid>\t<path>"; a folder comes before what is in it.
            var tab = entry.IndexOf((byte)'\t');
            var kind = entry[..tab];
            var path = entry[(tab + 1)..];
            if (kind.StartsWith("040000 tree "u8)) AddTree(Encoding.ASCII.GetString(kind[12..]), GitPath.Decode(path));
            else if (kind.StartsWith("100"u8) && path.EndsWith(".gitattributes"u8)) AddFile(GitPath.Decode(path), Encoding.ASCII.GetString(kind[12..]));
        }

        if (git.Finish() is not null) return;
        foreach (var (tree, files) in trees) into[tree] = files;

        void AddTree(string tree, string path)
        {
            // Equal folders are one tree: the first of them tells what is in it.
            if (trees.TryAdd(tree, [])) byFolder[path] = trees[tree];
        }

        void AddFile(string path, string blob)
        {
            if (path.Length > FileName.Length && path[^(FileName.Length + 1)] != '/') return;
            for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (byFolder.TryGetValue(path[..slash], out var files)) files.Add((path[(slash + 1)..], blob));
            }
        }
    }
}
