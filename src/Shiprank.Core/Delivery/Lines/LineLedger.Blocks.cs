using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines.Blocks;

namespace Shiprank.Core.Delivery.Lines;

/// <content>Copied blocks, and blocks that move over changes (policy 2; docs/concepts/normalised-deployments.md).</content>
public sealed partial class LineLedger
{
    private const int New = -1;
    private const int Copy = -2;

    private readonly BlockState? blocks = rules.BlockLines > 0 ? new(rules.BlockLines) : null;
    private readonly List<int> fresh = [];
    private readonly List<int> returned = [];
    private readonly List<ulong> runTexts = [];
    private readonly List<ulong> windows = [];
    private int[][] before = [];

    /// <summary>True when the stretches that are alive are those that a look at all files finds; for tests.</summary>
    internal bool BlocksAreThoseOfTheFiles => blocks is null || blocks.Living(files).IsSame(blocks.Count(files));

    private bool IsYoung(int change, DateTimeOffset now) => now - changes[change].At <= rules.MoveAcross;

    /// <summary>To be called before the files change.</summary>
    private void LookAtBlocks(Change change)
    {
        if (blocks is null) return;
        _ = blocks.Living(files);
        blocks.Dead.Sweep(c => IsYoung(c, change.At));
        blocks.Copied.Sweep(c => IsYoung(c, change.At));
        fresh.Clear();
        returned.Clear();
    }

    /// <summary>Gives each line that neither moved within the change nor came back to its file its place: it moved over changes, is a copy, or new.</summary>
    private void PlaceFresh(Change change, CommitPatch patch, int[]?[] news, BranchLines? branch, bool branchHasSplit)
    {
        var fates = new int[fresh.Count];
        Array.Fill(fates, New);
        var earlier = new HashSet<ulong>();
        foreach (var (first, count) in Runs(returned, news)) earlier.UnionWith(Windows(returned, first, count));
        foreach (var (first, count) in Runs(fresh, news))
        {
            ReturnAcross(change, first, count, fates);
            MarkCopies(first, Windows(fresh, first, count), fates, earlier);
        }

        Settle(change, patch, news, fates, branch, branchHasSplit);
    }

    /// <summary>Brings lines of the run back that died as a block in any file within the days that a move may take.</summary>
    private void ReturnAcross(Change change, int first, int count, int[] fates)
    {
        if (blocks!.Dead.IsEmpty) return;
        Windows(fresh, first, count);
        for (var at = 0; at < windows.Count;)
        {
            var step = 1;
            foreach (var (block, offset) in blocks.Dead.Find(windows[at]))
            {
                if (!IsYoung(block.Change, change.At) || !MayReturn(block.Lines[offset], change)) continue;
                for (step = 0; at + step < count && offset + step < block.Lines.Length; step++)
                {
                    var (line, lost) = (first + at + step, block.Lines[offset + step]);
                    if (added[fresh[line]].Text.Value != lost.Text) break;
                    if (MayReturn(lost, change)) fates[line] = Restore(lost, change);
                }

                step = Math.Max(step, 1);
                break;
            }

            at += step;
        }
    }

    private bool MayReturn(LostLine lost, Change change) => lost.Line >= 0 && lines[lost.Line].Death == lost.Change && CanRestore(lost, change);

    /// <summary>Marks what stands in a stretch that was alive before the change, or that the change has added before.</summary>
    private void MarkCopies(int first, List<ulong> stretches, int[] fates, HashSet<ulong> earlier)
    {
        var living = blocks!.Living(files);
        var size = blocks.Hash.Lines;
        for (var at = 0; at < stretches.Count; at++)
        {
            // What repeats within the run was there before only where it ended before.
            if (at >= size) earlier.Add(stretches[at - size]);
            if (!living.Has(stretches[at]) && !earlier.Contains(stretches[at])) continue;
            for (var line = first + at; line < first + at + size; line++)
            {
                if (fates[line] == New) fates[line] = Copy;
            }
        }

        earlier.UnionWith(stretches);
    }

    private void Settle(Change change, CommitPatch patch, int[]?[] news, int[] fates, BranchLines? branch, bool branchHasSplit)
    {
        var copied = new List<YoungBlock>();
        var together = new List<LostLine>();
        var at = -1;
        foreach (var (first, count) in Runs(fresh, news, least: 1))
        {
            if (added[fresh[first]].File is var file && file != at) BearIn(patch.Files[at = file]);
            for (var i = first; i < first + count; i++)
            {
                var line = added[fresh[i]];
                ref var slot = ref news[line.File]![line.Slot];
                slot = fates[i] >= 0 ? fates[i] : Born(change, line, fates[i] == Copy, branch, branchHasSplit);
                blocks!.Texts[slot] = line.Text.Value;
                if (fates[i] == Copy) together.Add(new(line.Text.Value, slot, change.Index, fresh[i], -1));
                else Keep();
            }

            Keep();
        }

        blocks!.Copied.Add(copied);

        void Keep()
        {
            if (together.Count >= blocks!.Hash.Lines) copied.Add(new(change.Index, [.. together]));
            together.Clear();
        }
    }

    /// <summary>Lets lines live on in a copy that was made of them within the days that a move may take: the block moved, it was not deleted.</summary>
    /// <param name="moved">By place in the deleted lines; set where the line lives on.</param>
    private void LiveOn(Change change, bool[] moved)
    {
        if (blocks!.Copied.IsEmpty) return;
        var dying = deleted.Where((d, i) => !moved[i]).Select(d => d.LineId).ToHashSet();
        foreach (var (first, count) in DeletedRuns())
        {
            WindowsOfDeleted(first, count);
            for (var at = 0; at < windows.Count;)
            {
                var step = 1;
                foreach (var (block, offset) in blocks.Copied.Find(windows[at]))
                {
                    if (!IsYoung(block.Change, change.At) || !CanBeLivedIn(block.Lines[offset].Line)) continue;
                    for (step = 0; at + step < count && offset + step < block.Lines.Length; step++)
                    {
                        var (line, copy) = (first + at + step, block.Lines[offset + step]);
                        if (deleted[line].Text.Value != copy.Text) break;
                        if (moved[line] || deleted[line].LineId < 0 || !CanBeLivedIn(copy.Line)) continue;
                        blocks.LiveOn(deleted[line].LineId, copy.Line);
                        lines[copy.Line].Death = change.Index;
                        moved[line] = true;
                    }

                    step = Math.Max(step, 1);
                    break;
                }

                at += step;
            }
        }

        bool CanBeLivedIn(int copy) => lines[copy].Death < 0 && !dying.Contains(copy);
    }

    /// <summary>Keeps the blocks that the change took out.</summary>
    /// <param name="lost">By place in the deleted lines; line −1 for one that did not die.</param>
    private void BuryBlocks(Change change, LostLine[] lost) =>
        blocks!.Dead.Add([.. DeletedRuns().Select(r => new YoungBlock(change.Index, lost[r.First..(r.First + r.Count)])).Where(b => Array.Exists(b.Lines, l => l.Line >= 0))]);

    private void FollowBlocks(CommitPatch patch, int[]?[] news)
    {
        for (var f = 0; f < patch.Files.Count; f++) blocks!.Follow(patch.Files[f], before[f], news[f]);
    }

    private IEnumerable<(int First, int Count)> Runs(List<int> of, int[]?[] news, int? least = null) =>
        BlockRuns.Of(of.Count, i => (added[of[i]].File, added[of[i]].Slot), f => news[f]!, least ?? blocks!.Hash.Lines);

    private IEnumerable<(int First, int Count)> DeletedRuns() =>
        BlockRuns.Of(deleted.Count, i => (deleted[i].File, deleted[i].Slot), f => before[f], blocks!.Hash.Lines);

    /// <summary>Stretches of a run of added lines, until the next are asked for.</summary>
    private List<ulong> Windows(List<int> of, int first, int count)
    {
        runTexts.Clear();
        for (var i = first; i < first + count; i++) runTexts.Add(added[of[i]].Text.Value);
        return Windows();
    }

    private void WindowsOfDeleted(int first, int count)
    {
        runTexts.Clear();
        for (var i = first; i < first + count; i++) runTexts.Add(deleted[i].Text.Value);
        Windows();
    }

    private List<ulong> Windows()
    {
        windows.Clear();
        blocks!.Hash.Of(runTexts, windows);
        return windows;
    }
}
