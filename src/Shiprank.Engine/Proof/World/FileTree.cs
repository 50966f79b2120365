using Shiprank.Core.Delivery;

namespace Shiprank.Engine.Proof.World;

/// <summary>A line of the tree and the request that put it there; 0 is what was there at the start.</summary>
internal readonly record struct CodeLine(LineText Text, int Plan);

/// <summary>One edit of a file: at a line (from 0) so many go and these come.</summary>
internal readonly record struct FileEdit(int At, int Take, LineText[] Put);

/// <summary>Files as they stand, and the patches that change them.</summary>
internal sealed class FileTree
{
    private readonly SortedDictionary<string, List<CodeLine>> files = new(StringComparer.Ordinal);
    private readonly List<string> paths = [];

    public FileTree()
    {
    }

    private FileTree(FileTree other)
    {
        paths = [.. other.paths];
        foreach (var (path, lines) in other.files) files[path] = [.. lines];
    }

    public IReadOnlyList<string> Paths => paths;

    public FileTree Copy() => new(this);

    public List<CodeLine> Lines(string path) => files[path];

    public bool Has(string path) => files.ContainsKey(path);

    /// <summary>The first lines that a request put here and that are still there, in one piece: at most so many that count.</summary>
    public (int At, int Take) Run(string path, int plan, int counting)
    {
        var lines = files[path];
        var at = lines.FindIndex(l => l.Plan == plan && l.Text.Alnum >= 4);
        if (at < 0) return (0, 0);
        var (end, counted) = (at, 0);
        while (end < lines.Count && lines[end].Plan == plan && counted < counting) counted += lines[end++].Text.Alnum >= 4 ? 1 : 0;
        return (at, end - at);
    }

    /// <summary>The pieces that a request put here and that are still there, the first ones first, until so many lines that count are in them.</summary>
    public IEnumerable<FileEdit> Runs(string path, int plan, int counting)
    {
        foreach (var (at, all, _) in All(path, plan))
        {
            if (counting <= 0) yield break;
            var take = 0;
            while (take < all && counting > 0) counting -= files[path][at + take++].Text.Alnum >= 4 ? 1 : 0;
            yield return new(at, take, []);
        }
    }

    /// <summary>Every piece that a request put into a file.</summary>
    public IEnumerable<FileEdit> All(string path, int plan)
    {
        var lines = files[path];
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Plan != plan) continue;
            var end = at;
            while (end < lines.Count && lines[end].Plan == plan) end++;
            yield return new(at, end - at, []);
            at = end;
        }
    }

    /// <summary>Makes a file of these lines.</summary>
    public FilePatch Create(string path, LineText[] put, int plan)
    {
        files[path] = [.. put.Select(t => new CodeLine(t, plan))];
        paths.Add(path);
        return new(null, path, FileTraits.None, FileTraits.None, [new(0, 0, 1, put.Length, 0)], put);
    }

    /// <summary>Applies edits, which are in order and do not touch each other.</summary>
    public FilePatch Edit(string path, IReadOnlyList<FileEdit> edits, int plan)
    {
        var old = files[path];
        List<CodeLine> now = new(old.Count + edits.Sum(e => e.Put.Length));
        List<Hunk> hunks = [];
        List<LineText> texts = [];
        var from = 0;
        foreach (var (at, take, put) in edits)
        {
            now.AddRange(old.GetRange(from, at - from));
            hunks.Add(new(take > 0 ? at + 1 : at, take, put.Length > 0 ? now.Count + 1 : now.Count, put.Length, texts.Count));
            for (var i = at; i < at + take; i++) texts.Add(old[i].Text);
            texts.AddRange(put);
            foreach (var text in put) now.Add(new(text, plan));
            from = at + take;
        }

        now.AddRange(old.GetRange(from, old.Count - from));
        files[path] = now;
        return new(path, path, FileTraits.None, FileTraits.None, hunks, [.. texts]);
    }
}
