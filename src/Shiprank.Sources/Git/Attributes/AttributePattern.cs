namespace Shiprank.Sources.Git.Attributes;

/// <summary>
/// A pattern of a <c>.gitattributes</c> file, matched against a path below that file's folder as gitignore(5) says: without a slash it means the last name,
/// with one the whole path; case counts.
/// </summary>
internal sealed class AttributePattern
{
    private readonly byte[] glob;
    private readonly int literal;
    private readonly bool nameOnly;
    private readonly bool folderOnly;
    private readonly bool suffixOnly;

    private AttributePattern(byte[] glob, bool nameOnly, bool folderOnly)
    {
        (this.glob, this.nameOnly, this.folderOnly) = (glob, nameOnly, folderOnly);
        literal = glob.AsSpan().IndexOfAny("*?[\\"u8) is var special && special < 0 ? glob.Length : special;
        suffixOnly = nameOnly && literal == 0 && glob is [(byte)'*', ..] && !glob.AsSpan(1).ContainsAny("*?[\\"u8);
    }

    public static AttributePattern Parse(ReadOnlySpan<byte> pattern)
    {
        var folderOnly = pattern.Length > 1 && pattern[^1] == (byte)'/';
        if (folderOnly) pattern = pattern[..^1];
        var nameOnly = !pattern.Contains((byte)'/');
        return new((pattern is [(byte)'/', ..] ? pattern[1..] : pattern).ToArray(), nameOnly, folderOnly);
    }

    /// <param name="path">A file, relative to the folder of the attribute file. A pattern that ends in a slash means folders and matches no file.</param>
    public bool Matches(ReadOnlySpan<byte> path)
    {
        if (folderOnly) return false;
        if (suffixOnly) return path[(path.LastIndexOf((byte)'/') + 1)..].EndsWith(glob.AsSpan(1));
        if (nameOnly) return Glob.Matches(glob, path[(path.LastIndexOf((byte)'/') + 1)..], wholePath: false);
        // git compares the part without wildcards first and lets the glob begin after it: "a**" means "a" and then "**".
        return path.StartsWith(glob.AsSpan(0, literal)) && Glob.Matches(glob.AsSpan(literal), path[literal..], wholePath: true);
    }
}
