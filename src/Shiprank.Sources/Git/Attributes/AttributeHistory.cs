using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Attributes;

/// <summary>
/// The <c>.gitattributes</c> files of each commit that a patch was asked for. A commit has those of its parent, less and plus what its patch touches;
/// where the parent was not asked for, its whole tree is listed once.
/// </summary>
internal sealed class AttributeHistory(GitPlace place, CancellationToken ct) : IDisposable
{
    private const string FileName = ".gitattributes";

    /// <summary>git ignores larger ones.</summary>
    private const long LargestForGit = 100L << 20;

    /// <summary>Each rule is tried on each file: what is larger is no list of rules.</summary>
    private const int Largest = 2 << 20;

    private readonly Dictionary<string, AttributeTree> trees = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Blob, bool Root), AttributeFile> files = [];
    private BlobReader? objects;
    private AttributeListing? listing;

    /// <summary>The files with the attributes of the commit's own tree among their traits.</summary>
    public Result<IReadOnlyList<FilePatch>> Judge(PatchRequest request, List<ParsedFile> patches)
    {
        var found = TreeOf(request, patches);
        if (!found.Succeeded) return found.Problem;
        var tree = trees[request.Sha] = found.Value;
        var judged = new FilePatch[patches.Count];
        for (var i = 0; i < judged.Length; i++)
        {
            var patch = patches[i].Patch;
            if (tree.IsEmpty)
            {
                judged[i] = patch;
                continue;
            }

            var now = Traits(tree, patch.NewPath);
            var then = patch.OldPath == patch.NewPath ? now : Traits(tree, patch.OldPath);
            judged[i] = (now | then) == FileTraits.None ? patch : patch with { OldTraits = patch.OldTraits | then, NewTraits = patch.NewTraits | now };
        }

        return judged;
    }

    public void Dispose() => objects?.Dispose();

    private static FileTraits Traits(AttributeTree tree, string? path) => path is null ? FileTraits.None : tree.Traits(path);

    private Result<AttributeTree> TreeOf(PatchRequest request, List<ParsedFile> patches)
    {
        AttributeTree? parent = AttributeTree.Empty;
        if (request.Parent is not null && !trees.TryGetValue(request.Parent, out parent)) return List(request.Sha);
        List<(string Folder, AttributeFile? File)>? changes = null;
        foreach (var (patch, blob) in patches)
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
        if (Connect() is { } unreachable) return unreachable;
        listing ??= new(place, objects!);
        var found = listing.Of(sha);
        if (!found.Succeeded) return found.Problem;
        var changes = new List<(string, AttributeFile?)>();
        foreach (var (path, blob) in found.Value)
        {
            var file = Read(blob, path);
            if (!file.Succeeded) return file.Problem;
            changes.Add((Folder(path), file.Value));
        }

        return changes.Count == 0 ? AttributeTree.Empty : AttributeTree.Empty.With(changes);
    }

    private Result<AttributeFile> Read(string blob, string path)
    {
        // The root's file is read apart: it alone may define macros.
        var root = path.Length == FileName.Length;
        if (files.TryGetValue((blob, root), out var known)) return known;
        if (Connect() is { } unreachable) return unreachable;
        if (objects!.TryRead(blob, out var content, Largest) || objects.Size > LargestForGit) return files[(blob, root)] = AttributeFile.Parse(content, root);
        return objects.Problem ?? (objects.Size > 0
            ? new Problem(place.Path, 0, $"{path} ({blob}) has {objects.Size >> 20} MB, too much for attributes", "make it smaller: a line for each kind of file is enough")
            : new Problem(place.Path, 0, $"{path} ({blob}) is missing", GitProblems.Missing));
    }

    private Problem? Connect()
    {
        if (objects is not null) return null;
        var started = BlobReader.Start(place, ct);
        if (!started.Succeeded) return started.Problem;
        objects = started.Value;
        return null;
    }

    private static bool IsAttributes(string path) =>
        path.EndsWith(FileName, StringComparison.Ordinal) && (path.Length == FileName.Length || path[^(FileName.Length + 1)] == '/');

    /// <summary>The folder with its slash; empty for the root.</summary>
    private static string Folder(string path) => path[..^FileName.Length];
}
