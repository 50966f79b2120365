namespace Shiprank.Engine.Demo.Code;

/// <summary>What one commit does to the tree.</summary>
internal sealed class Edit
{
    private readonly SortedDictionary<string, SourceFile> touched = new(StringComparer.Ordinal);

    /// <summary>Files whose content changes or that are new, by path.</summary>
    public IReadOnlyDictionary<string, SourceFile> Touched => touched;

    /// <summary>Functions that are new in this commit.</summary>
    public List<(SourceFile File, Block Block)> Added { get; } = [];

    public List<(string From, string To)> Renamed { get; } = [];

    public List<string> Deleted { get; } = [];

    /// <summary>Files that are no code of ours: lock files, generated ones, attributes.</summary>
    public List<(string Path, string Content)> Other { get; } = [];

    public bool IsEmpty => touched.Count == 0 && Renamed.Count == 0 && Deleted.Count == 0 && Other.Count == 0;

    public IEnumerable<string> Paths => touched.Keys.Concat(Deleted).Concat(Other.Select(o => o.Path));

    public void Touch(SourceFile file) => touched[file.Path] = file;

    public void Delete(string path)
    {
        touched.Remove(path);
        Deleted.Add(path);
    }
}
