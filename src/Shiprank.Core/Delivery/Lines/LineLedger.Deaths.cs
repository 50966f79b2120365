using System.Runtime.InteropServices;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Delivery.Lines;

/// <content>How lines die and come back.</content>
public sealed partial class LineLedger
{
    /// <summary>
    /// A line goes back to the change that it had belonged to when that change can still earn it, or was paid for it
    /// (normalised-deployments.md, section 2, rule 4).
    /// </summary>
    private bool CanRestore(LostLine death, Change change)
    {
        ref var line = ref lines[death.Line];

        // It may have come back in another file since.
        if (blocks is not null && line.Death != death.Change) return false;
        if (horizons.Passed(line.Birth, line.Service, change.At) is not { } horizon) return true;
        return changes[death.Change].At > horizon && !Reverts.Holds(line.Birth, horizon) && !horizons.IsRolledBack(line.Birth, line.Service, horizon);
    }

    private int Restore(LostLine death, Change change)
    {
        ref var line = ref lines[death.Line];
        if ((line.Flags & LineFlags.Eligible) != 0) Reverts.Restored(line.Birth, death.Change, change.At);
        line.Death = -1;
        if (blocks is not null) blocks.Texts[death.Line] = death.Text;
        if (death.Deletion >= 0)
        {
            ref var deletion = ref CollectionsMarshal.AsSpan(deletions)[death.Deletion];
            deletion.RestoredAt = change.At;
            if (horizons.Passed(deletion.Change, deletion.Service, change.At) is not null) line.Flags |= LineFlags.DeletionCounted;
        }

        return death.Line;
    }

    /// <summary>Lets the deleted lines die that did not move, and looks whether the change took another one out.</summary>
    private void Bury(Change change, CommitPatch patch, int[]? twins, BranchLines? branch, bool branchHasSplit)
    {
        var moved = new bool[deleted.Count];
        foreach (var twin in twins ?? [])
        {
            if (twin >= 0) moved[twin] = true;
        }

        if (blocks is not null) LiveOn(change, moved);
        var buried = blocks is null ? [] : deleted.Select((d, i) => new LostLine(d.Text.Value, -1, change.Index, i, -1)).ToArray();
        var lost = new Dictionary<int, int>();
        var ofRules = 0;
        for (var i = 0; i < deleted.Count; i++)
        {
            var (index, _, id, text) = deleted[i];
            var file = patch.Files[index];
            var counts = CountsByPath(file.OldPath, file.OldTraits);
            if (counts) ofRules++;
            if (moved[i] || id < 0) continue;
            ref var line = ref lines[id];
            if ((line.Flags & LineFlags.Eligible) != 0) lost[line.Birth] = lost.GetValueOrDefault(line.Birth) + 1;
            line.Death = change.Index;
            var deletion = counts ? Delete(change, file.OldPath!, line, text, branch, branchHasSplit) : -1;
            var death = new LostLine(text.Value, id, change.Index, i, deletion);
            deaths.Add(file.NewPath ?? file.OldPath!, death);
            if (blocks is not null) buried[i] = death;
        }

        if (blocks is not null) BuryBlocks(change, buried);

        if (lost.Count > 0) RevertsByContent(change, patch, lost, ofRules);
    }

    /// <summary>Notes the deletion of an old line; −1 when it can't count.</summary>
    private int Delete(Change change, string path, in Line line, LineText text, BranchLines? branch, bool branchHasSplit)
    {
        if ((line.Flags & (LineFlags.DeletionCounted | LineFlags.Copy)) != 0 || change.At - changes[line.Birth].At < rules.OldLine) return -1;
        var commit = branch?.Deleted(path, text) ?? change.Commit;
        if (!(commit >= 0 ? rules.HasSplit(commit) : branchHasSplit)) return -1;
        deletions.Add(new(change.Index, commit, (short)rules.ServiceOf(path)));
        return deletions.Count - 1;
    }

    /// <summary>
    /// Reverted by content: one later change deletes more than 90 % of a change's eligible lines (when it had ≥ 10) and adds fewer than
    /// a tenth of the lines that it deletes, of both those that count by path and text (normalised-deployments.md, section 4).
    /// </summary>
    private void RevertsByContent(Change change, CommitPatch patch, Dictionary<int, int> lost, int deletedByRules)
    {
        var addedByRules = 0;
        foreach (var line in added)
        {
            var file = patch.Files[line.File];
            if (CountsByPath(file.NewPath, file.NewTraits)) addedByRules++;
        }

        if (10L * addedByRules >= deletedByRules) return;
        foreach (var (owner, count) in lost)
        {
            if (eligible[owner] >= 10 && 10L * count > 9L * eligible[owner]) Reverts.Add(owner, change.Index, change.At);
        }
    }
}
