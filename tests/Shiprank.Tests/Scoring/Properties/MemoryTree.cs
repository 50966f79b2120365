namespace Shiprank.Tests.Scoring.Properties;

/// <summary>A file of a made-up tree. The id stays through renames and tells them.</summary>
internal sealed record MemoryFile(int Id, IReadOnlyList<string> Lines);

/// <summary>A made-up tree: path → file. Edits change this tree, commits take copies.</summary>
internal sealed class MemoryTree
{
    private readonly SortedDictionary<string, MemoryFile> files;

    public MemoryTree()
        : this(new Dictionary<string, MemoryFile>(StringComparer.Ordinal))
    {
    }

    private MemoryTree(IDictionary<string, MemoryFile> files) => this.files = new(files, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, MemoryFile> Files => files;

    public MemoryTree Copy() => new(files);

    public bool Has(string path) => files.ContainsKey(path);

    public IReadOnlyList<string> Lines(string path) => files[path].Lines;

    public void Write(string path, IEnumerable<string> lines) =>
        files[path] = new(files.TryGetValue(path, out var file) ? file.Id : HashCode.Combine(path, files.Count), [.. lines]);

    public void Insert(string path, int at, IEnumerable<string> lines)
    {
        var old = Has(path) ? Lines(path) : [];
        at = Math.Clamp(at, 0, old.Count);
        Write(path, [.. old.Take(at), .. lines, .. old.Skip(at)]);
    }

    public void Append(string path, IEnumerable<string> lines) => Insert(path, int.MaxValue, lines);

    /// <summary>Takes the lines with these texts out; a file stays when it is empty.</summary>
    public void Remove(string path, IReadOnlySet<string> texts)
    {
        if (Has(path)) Write(path, Lines(path).Where(l => !texts.Contains(l)));
    }

    public void Rename(string from, string to)
    {
        files[to] = files[from];
        files.Remove(from);
    }
}
