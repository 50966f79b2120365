using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.Patches;

/// <summary>
/// The lines between <c>diff --git</c> and the first hunk. A pure rename has no mode and no content in git's output: whether it is binary, a link
/// or a submodule is then not said, and it has no lines.
/// </summary>
internal sealed class FileHeader
{
    private const int TypeBits = 0xF000;
    private const int Link = 0xA000;
    private const int Submodule = 0xE000;

    private string? renamedFrom;
    private string? renamedTo;
    private int oldMode;
    private int newMode;
    private bool added;
    private bool deleted;
    private bool binary;
    private string newBlob = "";

    /// <summary>What follows <c>diff --git </c>: the path twice, prefixed by <c>a/</c> and <c>b/</c>.</summary>
    public required byte[] Names { get; init; }

    /// <summary>False when the line is none of a header's.</summary>
    public bool Take(ReadOnlySpan<byte> line)
    {
        if (PatchParser.After(line, "index "u8, out var rest)) return Index(rest);
        if (PatchParser.After(line, "old mode "u8, out rest)) return Mode(rest, out oldMode);
        if (PatchParser.After(line, "new mode "u8, out rest)) return Mode(rest, out newMode);
        if (PatchParser.After(line, "new file mode "u8, out rest)) return (added = true) && Mode(rest, out newMode);
        if (PatchParser.After(line, "deleted file mode "u8, out rest)) return (deleted = true) && Mode(rest, out oldMode);
        if (PatchParser.After(line, "rename from "u8, out rest)) renamedFrom = Bounded(GitPath.Parse(rest));
        else if (PatchParser.After(line, "rename to "u8, out rest)) renamedTo = Bounded(GitPath.Parse(rest));
        else if (line.StartsWith("Binary files "u8)) binary = true;
        else return line.StartsWith("--- "u8) || line.StartsWith("+++ "u8) || line.StartsWith("similarity index "u8);
        return true;
    }

    public ParsedFile File(Hunk[] hunks, LineText[] lines)
    {
        var path = renamedFrom is null ? SamePath() : null;
        var patch = new FilePatch(
            added ? null : renamedFrom ?? path,
            deleted ? null : renamedTo ?? path,
            added ? FileTraits.None : Traits(oldMode),
            deleted ? FileTraits.None : Traits(newMode),
            hunks,
            lines);
        return new(patch, newBlob);
    }

    /// <summary>Of other files nobody asks for the content, and a commit may have a million of them.</summary>
    private bool IsAttributes => Names.AsSpan().TrimEnd((byte)'"').EndsWith(".gitattributes"u8);

    private FileTraits Traits(int mode) => (binary ? FileTraits.Binary : FileTraits.None) | (mode & TypeBits) switch
    {
        Link => FileTraits.Link,
        Submodule => FileTraits.Submodule,
        _ => FileTraits.None,
    };

    /// <summary><c>old..new</c>, and the mode when both sides have the same.</summary>
    private bool Index(ReadOnlySpan<byte> rest)
    {
        var dots = rest.IndexOf(".."u8);
        if (dots < 0) return false;
        var blob = rest[(dots + 2)..];
        var blank = blob.IndexOf((byte)' ');
        if (IsAttributes) newBlob = Encoding.ASCII.GetString(blank < 0 ? blob : blob[..blank]);
        if (blank < 0) return true;
        var read = Mode(blob[(blank + 1)..], out oldMode);
        newMode = oldMode;
        return read;
    }

    private static bool Mode(ReadOnlySpan<byte> octal, out int mode)
    {
        mode = 0;
        foreach (var b in octal)
        {
            if (b is < (byte)'0' or > (byte)'7') return false;
            mode = (mode * 8) + (b - '0');
        }

        return true;
    }

    private string SamePath()
    {
        ReadOnlySpan<byte> names = Names;
        var first = names is [(byte)'"', ..] ? GitPath.UnquoteFirst(names, out _) : names[..((names.Length - 1) / 2)];
        if (!first.StartsWith("a/"u8)) throw new InvalidDataException("git printed a file without its prefix");
        return Bounded(GitPath.Decode(first[2..]));
    }

    private static string Bounded(string path) => path.Length > 2 * GitPath.Deepest && path.AsSpan().Count('/') > GitPath.Deepest
        ? throw new InvalidDataException($"folders lie in each other more than {GitPath.Deepest} deep")
        : path;
}
