using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.Attributes;

/// <summary>
/// The <c>.gitattributes</c> files of each commit that a patch was asked for. A commit has those of its parent, less and plus what its patch touches;
/// where the parent was not asked for, its whole tree is listed once.
/// </summary>
internal sealed class AttributeHistory(GitPlace place, CancellationToken ct) : IDisposable
{
    private const string FileName = ".gitattributes";
    private readonly Dictionary<string, AttributeTree> trees = new(StringComparer.Ordinal);
    private BlobReader? blobs;

    /// <summary>The files with the attributes of the commit's own tree among their traits.</summary>
    public Result<IReadOnlyList<FilePatch>> Judge(PatchRequest request, List<ParsedFile> files)
    {
        var found = TreeOf(request, files);
        if (!found.Succeeded) return found.Problem;
        var tree = trees[request.Sha] = found.Value;
        var judged = new FilePatch[files.Count];
        for (var i = 0; i < judged.Length; i++)
        {
            var patch = files[i].Patch;
            judged[i] = tree.IsEmpty ? patch : patch with
            {
                OldTraits = patch.OldTraits | Traits(tree, patch.OldPath),
                NewTraits = patch.NewTraits | Traits(tree, patch.NewPath),
            };
        }

        return judged;
    }

    public void Dispose() => blobs?.Dispose();

    private static FileTraits Traits(AttributeTree tree, string? path) => path is null ? FileTraits.None : tree.Traits(path);

    private Result<AttributeTree> TreeOf(PatchRequest request, List<ParsedFile> files)
    {
        AttributeTree? parent = AttributeTree.Empty;
        if (request.Parent is not null && !trees.TryGetValue(request.Parent, out parent)) return List(request.Sha);
        List<(string Folder, AttributeFile? File)>? changes = null;
        foreach (var (patch, blob) in files)
        {
            if (patch.OldPath is { } gone && patch.OldPath != patch.NewPath && IsAttributes(gone)) (changes ??= []).Add((Folder(gone), null));
            if (patch.NewPath is not { } path || !IsAttributes(path)) continue;
            if (blob.Length == 0) return List(request.Sha);
            // git reads no attributes through a link.
            if ((patch.NewTraits & (FileTraits.Link | FileTraits.Submodule)) != FileTraits.None)
            {
                (changes ??= []).Add((Folder(path), null));
                continue;
            }

            var file = Read(blob, path);
            if (!file.Succeeded) return file.Problem;
            (changes ??= []).Add((Folder(path), file.Value));
        }

        return changes is null ? parent : parent.With(changes);
    }

    /// <summary>All attribute files of a commit's tree.</summary>
    private Result<AttributeTree> List(string sha)
    {
        var listed = place.Start(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", sha], feed: null, ct);
        if (!listed.Succeeded) return listed.Problem;
        using var git = listed.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 16);
        var found = new List<(string Blob, string Path)>();
        while (scanner.TryRead(0, out var entry))
        {
            // "100644 blob <oid>\t<path>"
            var tab = entry.IndexOf((byte)'\t');
            if (tab < 0 || !entry.StartsWith("100"u8) || !entry.EndsWith(".gitattributes"u8)) continue;
            var path = GitPath.Decode(entry[(tab + 1)..]);
            if (IsAttributes(path)) found.Add((System.Text.Encoding.ASCII.GetString(entry["100644 blob ".Length..tab]), path));
        }

        if (git.Finish() is { } problem) return problem;
        var changes = new List<(string, AttributeFile?)>();
        foreach (var (blob, path) in found)
        {
            var file = Read(blob, path);
            if (!file.Succeeded) return file.Problem;
            changes.Add((Folder(path), file.Value));
        }

        return AttributeTree.Empty.With(changes);
    }

    private Result<AttributeFile> Read(string blob, string path)
    {
        if (blobs is null)
        {
            var started = BlobReader.Start(place, ct);
            if (!started.Succeeded) return started.Problem;
            blobs = started.Value;
        }

        return blobs.TryRead(blob, out var content)
            ? AttributeFile.Parse(content, root: path.Length == FileName.Length)
            : blobs.Problem ?? new Problem(place.Path, 0, $"{path} ({blob}) is missing", GitProblems.Missing);
    }

    private static bool IsAttributes(string path) =>
        path.EndsWith(FileName, StringComparison.Ordinal) && (path.Length == FileName.Length || path[^(FileName.Length + 1)] == '/');

    /// <summary>The folder with its slash; empty for the root.</summary>
    private static string Folder(string path) => path[..^FileName.Length];
}
