namespace Shiprank.Engine.Demo.Code;

/// <summary>The working tree of one repository and the ways in which people change it.</summary>
/// <param name="beside">Another bench of the repository: lines and paths of both differ; null: there is none.</param>
internal sealed class Workbench(Chance chance, Workbench? beside = null)
{
    private const int FullFile = 8;
    private readonly Dictionary<string, List<SourceFile>> areas = [];
    private readonly Dictionary<string, LineSmith> smiths = [];
    private readonly HashSet<string> usedLines = beside?.usedLines ?? [];
    private readonly HashSet<string> usedPaths = beside?.usedPaths ?? [];

    public IReadOnlyList<SourceFile> Files(string area) => areas.TryGetValue(area, out var files) ? files : [];

    /// <summary>Fills an area with code that was there before.</summary>
    public Edit Found(string area, int files, DateTimeOffset born)
    {
        var edit = new Edit();
        for (var i = 0; i < files; i++)
        {
            var file = Create(area);
            for (var k = chance.Between(FullFile / 2, FullFile); k > 0; k--) Insert(edit, file, chance.Between(6, 14), born, pinned: false);
        }

        return edit;
    }

    /// <summary>Adds functions of about <paramref name="lines"/> lines in all.</summary>
    public void Add(Edit edit, string area, int lines, DateTimeOffset now, bool pinned = false)
    {
        var file = Target(area);
        for (var left = lines; left > 0;)
        {
            var size = Math.Min(left, chance.Between(6, 14));
            if (file.Blocks.Count >= FullFile || chance.Percent(30)) file = Target(area);
            Insert(edit, file, size, now, pinned);
            left -= Math.Max(size, 4);
        }
    }

    /// <summary>Adds a small function and nothing else.</summary>
    public void AddTiny(Edit edit, string area, int lines, DateTimeOffset now) => Insert(edit, Target(area), lines, now, pinned: false);

    /// <summary>Writes up to <paramref name="count"/> lines anew: half of them anywhere in the files at hand, half in the youngest function of a busy file.</summary>
    public void Rewrite(Edit edit, string area, int count)
    {
        var files = edit.Touched.Values.Where(f => f.Path.StartsWith(area, StringComparison.Ordinal)).ToList();
        for (var i = 0; i < count; i++)
        {
            var young = i % 2 == 0;
            var file = files.Count > 0 && !young ? chance.Pick(files) : Recent(area);
            if (file is null) return;
            var blocks = file.Blocks.Where(b => !b.Pinned && !edit.Added.Any(a => ReferenceEquals(a.Block, b))).ToList();
            if (blocks.Count == 0) continue;
            var block = young ? blocks.MaxBy(b => b.Born)! : chance.Pick(blocks);
            var line = chance.Between(1, block.Lines.Count - 1);
            if (!file.Smith.IsStatement(block.Lines[line])) continue;
            block.Lines[line] = file.Smith.Statement();
            edit.Touch(file);
        }
    }

    /// <summary>Removes functions born before <paramref name="before"/>, about <paramref name="lines"/> lines in all.</summary>
    public void Clear(Edit edit, string area, int lines, DateTimeOffset before)
    {
        foreach (var file in Files(area).ToList())
        {
            while (lines > 0 && file.Blocks.FindIndex(b => !b.Pinned && b.Born < before) is >= 0 and var at)
            {
                lines -= file.Blocks[at].Lines.Count;
                file.Blocks.RemoveAt(at);
                edit.Touch(file);
            }

            if (file.Blocks.Count == 0)
            {
                edit.Delete(file.Path);
                areas[area].Remove(file);
            }

            if (lines <= 0) return;
        }
    }

    /// <summary>Removes every file of an area.</summary>
    public void Remove(Edit edit, string area)
    {
        foreach (var file in Files(area)) edit.Delete(file.Path);
        areas.Remove(area);
    }

    /// <summary>Takes functions out again, as a revert does.</summary>
    public static Edit Without(IReadOnlyList<(SourceFile File, Block Block)> added)
    {
        var edit = new Edit();
        foreach (var (file, block) in added)
        {
            file.Blocks.Remove(block);
            edit.Touch(file);
        }

        return edit;
    }

    /// <summary>Puts functions back that a revert took out.</summary>
    public static Edit With(IReadOnlyList<(SourceFile File, Block Block)> added)
    {
        var edit = new Edit();
        foreach (var (file, block) in added)
        {
            file.Blocks.Add(block);
            edit.Touch(file);
        }

        return edit;
    }

    /// <summary>Carries a function from one file to another.</summary>
    public void Move(Edit edit, string area)
    {
        var files = Files(area).Where(f => f.Blocks.Count is > 3 and < FullFile).ToList();
        if (files.Count < 2) return;
        var pair = chance.Sample(files, 2);
        if (pair[0].Blocks.FindIndex(b => !b.Pinned) is >= 0 and var at)
        {
            var block = pair[0].Blocks[at];
            pair[0].Blocks.RemoveAt(at);
            pair[1].Blocks.Add(block);
            edit.Touch(pair[0]);
            edit.Touch(pair[1]);
        }
    }

    /// <summary>Renames a file; its content stays.</summary>
    public void Rename(Edit edit, string area)
    {
        var files = Files(area);
        if (files.Count == 0) return;
        var file = chance.Pick(files);
        var from = file.Path;
        file.Path = NewPath(area);
        edit.Renamed.Add((from, file.Path));
    }

    /// <summary>What a formatter does: other indentation, the same text.</summary>
    public void Reindent(Edit edit, string area, int files)
    {
        foreach (var file in chance.Sample(Files(area), files))
        {
            file.Indent = file.Indent == "\t" ? "    " : "\t";
            edit.Touch(file);
        }
    }

    private void Insert(Edit edit, SourceFile file, int lines, DateTimeOffset now, bool pinned)
    {
        var block = new Block(file.Smith.Function(lines), now, pinned);
        file.Blocks.Insert(chance.Below(file.Blocks.Count + 1), block);
        edit.Touch(file);
        edit.Added.Add((file, block));
    }

    private SourceFile Target(string area)
    {
        var open = Files(area).Where(f => f.Blocks.Count < FullFile).ToList();
        return open.Count == 0 || chance.Percent(6) ? Create(area) : open[^(1 + chance.Below(Math.Min(open.Count, 8)))];
    }

    private SourceFile? Recent(string area)
    {
        var files = Files(area);
        return files.Count == 0 ? null : files[^(1 + chance.Below(Math.Min(files.Count, 6)))];
    }

    private SourceFile Create(string area)
    {
        if (!areas.TryGetValue(area, out var files)) areas[area] = files = [];
        if (!smiths.TryGetValue(area, out var smith)) smiths[area] = smith = new(Catalogue.LanguageOf(area), chance, usedLines);
        var file = new SourceFile(NewPath(area), smith);
        files.Add(file);
        return file;
    }

    private string NewPath(string area)
    {
        var language = Catalogue.LanguageOf(area);
        while (true)
        {
            var noun = chance.Pick(Vocabulary.Nouns);
            var other = chance.Pick(Vocabulary.Nouns);
            var name = language.Snake ? $"{other}_{noun}" : Vocabulary.Capital(other) + Vocabulary.Capital(noun);
            var folder = chance.Percent(70) ? $"{(language.Extension == ".cs" ? Vocabulary.Capital(noun) : noun)}/" : "";
            var path = $"{area}{folder}{name}{language.Extension}";
            if (usedPaths.Add(path)) return path;
        }
    }
}
