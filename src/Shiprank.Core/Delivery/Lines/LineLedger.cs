using System.Runtime.InteropServices;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>
/// Follows every line of the default branch from change to change: who added it, whether it moved, died or came back
/// (normalised-deployments.md, section 2). Changes come in order, each once; nothing is looked at twice.
/// </summary>
public sealed partial class LineLedger(IReadOnlyList<Change> changes, LedgerRules rules)
{
    private readonly Dictionary<string, int[]> files = new(StringComparer.Ordinal);
    private readonly Deaths deaths = new(changes, rules.Restore);
    private readonly Horizons horizons = new(rules);
    private readonly LineTable lines = new();
    private readonly List<Deletion> deletions = [];
    private readonly List<int> firstLine = [];
    private readonly List<int> firstDeletion = [];
    private readonly List<int> eligible = [];
    private readonly List<short[]> touched = [];
    private readonly List<AddedLine> added = [];
    private readonly List<DeletedLine> deleted = [];

    /// <summary>The file that lines are being born in.</summary>
    private string bornIn = "";
    private bool bornCounts;
    private short bornService;

    public Reverts Reverts { get; } = new();

    /// <summary>Lines whose birth was not seen although a patch speaks of them; more than a few tell of a history that is not whole.</summary>
    public long UnknownLines { get; private set; }

    /// <summary>Lines that patches added or deleted, trivial ones apart: how much work was done.</summary>
    internal long LinesSeen { get; private set; }

    internal LineTable Lines => lines;

    internal ReadOnlySpan<Deletion> Deletions => CollectionsMarshal.AsSpan(deletions);

    internal (int First, int End) LinesOf(int change) => (firstLine[change], change + 1 < firstLine.Count ? firstLine[change + 1] : lines.Count);

    internal (int First, int End) DeletionsOf(int change) => (firstDeletion[change], change + 1 < firstDeletion.Count ? firstDeletion[change + 1] : deletions.Count);

    /// <summary>Services of which the change touches a path, ascending; empty for a change without paths.</summary>
    public IReadOnlyList<short> ServicesOf(int change) => touched[change];

    /// <summary>Changes that the lines of a file belong to, top to bottom; −1 where the birth was not seen. Null when there is no such file.</summary>
    public int[]? OwnersOf(string path) => files.TryGetValue(path, out var ids)
        ? Array.ConvertAll(ids, id => id == FileLines.Unknown ? -1 : id < 0 ? ~id : lines[LineIn(id)].Birth)
        : null;

    /// <summary>Commits that the lines of a file get their credit from, top to bottom; of a trivial line that of its change; −1 where none is known. Null when there is no such file.</summary>
    internal int[]? CommitsOf(string path) => files.TryGetValue(path, out var ids)
        ? Array.ConvertAll(ids, id => id == FileLines.Unknown ? -1 : id < 0 ? changes[~id].Commit : lines[LineIn(id)].Commit)
        : null;

    public IEnumerable<string> Paths => files.Keys;

    /// <summary>Takes the next change.</summary>
    /// <param name="change">Must be the one after the last taken.</param>
    /// <param name="patch">Its patch against its first parent.</param>
    /// <param name="branch">What its branch commits add and delete; null when it has none.</param>
    /// <param name="branchHasSplit">False when all branch commits are by bots alone.</param>
    internal void Take(Change change, CommitPatch patch, BranchLines? branch, bool branchHasSplit)
    {
        firstLine.Add(lines.Count);
        firstDeletion.Add(deletions.Count);
        eligible.Add(0);
        if (rules.RevertTarget(change.Index) is var target && target >= 0) Reverts.Add(target, change.Index, change.At);
        touched.Add(Touched(patch));
        deaths.Sweep(change.At);
        LookAtBlocks(change);

        var news = Splice(change, patch);
        var twins = rules.Moves ? MovePairs.Find(added, deleted, (file, text) => TakesPart(patch.Files[file], text)) : null;
        Place(change, patch, news, twins, branch, branchHasSplit);
        LinesSeen += added.Count + deleted.Count;
        Bury(change, patch, twins, branch, branchHasSplit);
        if (blocks is not null) FollowBlocks(patch, news);
    }

    private bool IsSubstantive(LineText text) => text.Alnum >= rules.MinAlnum;

    private bool TakesPart(FilePatch file, LineText text) =>
        IsSubstantive(text) && ((file.OldTraits | file.NewTraits) & (FileTraits.Binary | FileTraits.NoDiff)) == 0;

    /// <summary>The line that a slot of a file holds: a copy may stand for the line that it outlived.</summary>
    private int LineIn(int slot) => blocks is null ? slot : blocks.Line(slot);

    private bool CountsByPath(string? path, FileTraits traits) => path is not null && !rules.IsExcluded(path, traits);

    private short[] Touched(CommitPatch patch)
    {
        var services = new SortedSet<short>();
        foreach (var file in patch.Files)
        {
            if (file.OldPath is { } old) services.Add((short)rules.ServiceOf(old));
            if (file.NewPath is { } now) services.Add((short)rules.ServiceOf(now));
        }

        return [.. services];
    }

    /// <summary>Applies the patch to the files and collects its lines in (path, line) order. Returns the new files by position in the patch.</summary>
    private int[]?[] Splice(Change change, CommitPatch patch)
    {
        added.Clear();
        deleted.Clear();
        var count = patch.Files.Count;
        var olds = new int[count][];
        var renames = new List<(string Old, string New)>();
        for (var f = 0; f < count; f++)
        {
            var file = patch.Files[f];
            olds[f] = file.OldPath is { } path && files.TryGetValue(path, out var ids) ? ids : [];
            if (file is { OldPath: { } from, NewPath: { } to } && !string.Equals(from, to, StringComparison.Ordinal)) renames.Add((from, to));
        }

        foreach (var file in patch.Files)
        {
            if (file.OldPath is { } path && !string.Equals(path, file.NewPath, StringComparison.Ordinal)) files.Remove(path);
        }

        if (blocks is not null) before = olds;
        deaths.Rename(renames);
        foreach (var f in InOrder(patch, file => file.OldPath)) CollectDeleted(f, patch.Files[f], olds[f], change);
        var news = new int[]?[count];
        foreach (var f in InOrder(patch, file => file.NewPath))
        {
            var file = patch.Files[f];
            news[f] = IsOpaque(file) ? [] : FileLines.Apply(olds[f], file, ~change.Index);
            files[file.NewPath!] = news[f]!;
            CollectAdded(f, file);
        }

        return news;
    }

    private static bool IsOpaque(FilePatch file) => ((file.OldTraits | file.NewTraits) & FileTraits.Binary) != 0;

    private static int[] InOrder(CommitPatch patch, Func<FilePatch, string?> path)
    {
        var order = Enumerable.Range(0, patch.Files.Count).Where(f => path(patch.Files[f]) is not null).ToArray();
        var paths = Array.ConvertAll(order, f => path(patch.Files[f])!);
        Array.Sort(paths, order, PathOrder.Instance);
        return order;
    }

    private void CollectDeleted(int index, FilePatch file, int[] old, Change change)
    {
        if (IsOpaque(file))
        {
            // The texts of a file that turned binary are not in the patch: its lines end here and can't come back.
            foreach (var slot in old)
            {
                if (LineIn(slot) is >= 0 and var id) lines[id].Death = change.Index;
            }

            return;
        }

        foreach (var hunk in file.Hunks)
        {
            var at = FileLines.Start(hunk);
            foreach (var text in file.Deleted(hunk))
            {
                var id = LineIn(FileLines.At(old, at));
                if (id == FileLines.Unknown) UnknownLines++;
                if (IsSubstantive(text)) deleted.Add(new(index, at, id, text));
                at++;
            }
        }
    }

    private void CollectAdded(int index, FilePatch file)
    {
        foreach (var hunk in file.Hunks)
        {
            var slot = hunk.NewCount == 0 ? hunk.NewStart : hunk.NewStart - 1;
            foreach (var text in file.Added(hunk))
            {
                if (IsSubstantive(text)) added.Add(new(index, slot, text));
                slot++;
            }
        }
    }

    /// <summary>Gives each substantive added line its place: a moved one, a restored one, or a new one.</summary>
    private void Place(Change change, CommitPatch patch, int[]?[] news, int[]? twins, BranchLines? branch, bool branchHasSplit)
    {
        var (at, file, mayRestore) = (-1, default(FilePatch)!, false);
        for (var i = 0; i < added.Count; i++)
        {
            var line = added[i];
            if (line.File != at)
            {
                (at, file) = (line.File, patch.Files[line.File]);
                mayRestore = rules.Restores && deaths.HasPath(file.NewPath!);
                BearIn(file);
            }

            if (line.Slot >= news[at]!.Length) continue;
            ref var slot = ref news[at]![line.Slot];
            if (twins is not null && twins[i] >= 0)
            {
                slot = deleted[twins[i]].LineId;
            }
            else if (mayRestore && deaths.TryTake(file.NewPath!, line.Text.Value, change.At, d => CanRestore(d, change), out var death))
            {
                slot = Restore(death, change);
                if (blocks is not null) returned.Add(i);
            }
            else if (blocks is not null)
            {
                fresh.Add(i);
            }
            else
            {
                slot = Born(change, line, isCopy: false, branch, branchHasSplit);
            }
        }

        if (blocks is not null) PlaceFresh(change, patch, news, branch, branchHasSplit);
    }

    private void BearIn(FilePatch file) => (bornIn, bornCounts, bornService) = (file.NewPath!, CountsByPath(file.NewPath, file.NewTraits), (short)rules.ServiceOf(file.NewPath!));

    private int Born(Change change, AddedLine line, bool isCopy, BranchLines? branch, bool branchHasSplit)
    {
        var (commit, mark) = (change.Commit, LineMark.Absent);
        if (branch is not null) branch.TryAdded(bornIn, line.Text, out commit, out mark);
        else if (bornCounts) mark = LineMarks.Of(rules.EvidenceOf(commit, bornIn, line.Number));
        var counts = bornCounts && (commit >= 0 ? rules.HasSplit(commit) : branchHasSplit);
        if (counts && !isCopy) eligible[change.Index]++;
        return lines.Add(new()
        {
            Birth = change.Index,
            Commit = commit,
            Death = -1,
            Service = bornService,
            Mark = mark,
            Flags = (isCopy ? LineFlags.Copy : LineFlags.None) | (!counts ? LineFlags.None : isCopy ? LineFlags.CopyCounts : LineFlags.Eligible),
        });
    }
}
