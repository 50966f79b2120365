namespace Shiprank.Core.Delivery;

/// <summary>How a file stands in the tree of the commit that touches it (normalised-deployments.md, section 2, rule 1). Path globs are not judged here.</summary>
[Flags]
public enum FileTraits : byte
{
    None = 0,
    Binary = 1,
    Generated = 2,
    Vendored = 4,

    /// <summary>The attribute <c>-diff</c> (also by the macro <c>binary</c>).</summary>
    NoDiff = 8,
    Link = 16,
    Submodule = 32,
}

/// <summary>
/// One hunk of a zero-context diff. Starts are 1-based and count as in <c>@@ -OldStart,OldCount +NewStart,NewCount @@</c>:
/// a count of 0 means "after this line". <paramref name="FirstLine"/> indexes <see cref="FilePatch.Lines"/>: first the deleted lines, then the added ones.
/// </summary>
public readonly record struct Hunk(int OldStart, int OldCount, int NewStart, int NewCount, int FirstLine);

/// <summary>One file of a patch. A path is null where the file does not exist (added, deleted); they differ for a rename.</summary>
public sealed record FilePatch(string? OldPath, string? NewPath, FileTraits OldTraits, FileTraits NewTraits, IReadOnlyList<Hunk> Hunks, LineText[] Lines)
{
    public ReadOnlySpan<LineText> Deleted(in Hunk hunk) => Lines.AsSpan(hunk.FirstLine, hunk.OldCount);

    public ReadOnlySpan<LineText> Added(in Hunk hunk) => Lines.AsSpan(hunk.FirstLine + hunk.OldCount, hunk.NewCount);
}

/// <summary>The patch of one commit against one parent (its first), git's default diff with <c>-U0 -M</c>; files in git's order.</summary>
public sealed record CommitPatch(string Sha, IReadOnlyList<FilePatch> Files);
