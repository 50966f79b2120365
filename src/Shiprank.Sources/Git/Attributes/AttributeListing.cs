using System.Text;
using Shiprank.Core;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Attributes;

/// <summary>
/// The attribute files of whole trees. Trees are read by object id and each one once, so that listing a commit reads only what differs from those listed before.
/// </summary>
/// <remarks>Trees that name each other in circles (replaced ones can) or ten times each (a tree bomb) end at <see cref="GitPath.Deepest"/> and <see cref="Most"/>.</remarks>
internal sealed class AttributeListing(GitPlace place, BlobReader objects)
{
    /// <summary>Attribute files of one tree.</summary>
    public const int Most = 100_000;

    private readonly Dictionary<string, IReadOnlyList<(string Path, string Blob)>> known = new(StringComparer.Ordinal);

    public Result<IReadOnlyList<(string Path, string Blob)>> Of(string commit)
    {
        // One listing is a hundred times faster than asking for each of its trees.
        if (known.Count == 0) TreeListing.Read(place, commit, known);
        return Read(commit + "^{tree}", 0);
    }

    private Result<IReadOnlyList<(string Path, string Blob)>> Read(string tree, int depth)
    {
        if (depth > GitPath.Deepest) return new Problem(place.Path, 0, $"folders lie in each other more than {GitPath.Deepest} deep", GitProblems.Ended);
        if (known.TryGetValue(tree, out var before)) return Result(before);
        if (!objects.TryRead(tree, out var content))
        {
            return objects.Problem ?? (objects.Size > 0
                ? new Problem(place.Path, 0, $"the tree {tree} has {objects.Size >> 20} MB", GitProblems.Ended)
                : new Problem(place.Path, 0, $"the tree {tree} is missing", GitProblems.Damaged));
        }

        var found = new List<(string Path, string Blob)>();
        var folders = new List<(string Name, string Tree)>();
        Split(content, objects.IdBytes, found, folders);
        foreach (var (name, folder) in folders)
        {
            var below = Read(folder, depth + 1);
            if (!below.Succeeded) return below.Problem;
            foreach (var (path, blob) in below.Value) found.Add(($"{name}/{path}", blob));
            if (found.Count > Most) return new Problem(place.Path, 0, $"there are more than {Most} .gitattributes files in one tree", GitProblems.Ended);
        }

        known[tree] = found.Count == 0 ? [] : found;
        return Result(found);
    }

    private static Result<IReadOnlyList<(string Path, string Blob)>> Result(IReadOnlyList<(string Path, string Blob)> files) => files.ToArray();

    /// <summary>Entries of a tree object: mode, blank, name, NUL, raw object id.</summary>
    private static void Split(ReadOnlySpan<byte> content, int idBytes, List<(string Path, string Blob)> found, List<(string Name, string Tree)> folders)
    {
        while (content.Length > 0)
        {
            var blank = content.IndexOf((byte)' ');
            var end = content.IndexOf((byte)0);
            var mode = content[..blank];
            var name = content[(blank + 1)..end];
            var id = content.Slice(end + 1, idBytes);
            if (mode.SequenceEqual("40000"u8)) folders.Add((GitPath.Decode(name), Convert.ToHexStringLower(id)));
            else if (mode.StartsWith("100"u8) && name.SequenceEqual(".gitattributes"u8)) found.Add((Encoding.ASCII.GetString(name), Convert.ToHexStringLower(id)));
            content = content[(end + 1 + idBytes)..];
        }
    }
}
