namespace Shiprank.Core.Delivery.Lines;

/// <summary>
/// What the branch commits of one merge add and delete, by path and text: the newest commit has the line
/// (normalised-deployments.md, section 1, credit, and section 6, evidence).
/// </summary>
internal sealed class BranchLines
{
    private readonly Dictionary<(string Path, ulong Text), (int Commit, LineMark Mark)> added = [];
    private readonly Dictionary<(string Path, ulong Text), int> deleted = [];

    /// <summary>Takes the patch of a branch commit; they come oldest first.</summary>
    /// <param name="markOf">Mark of the added line of this number in this path.</param>
    public void Take(int commit, CommitPatch patch, Func<LineText, bool> isSubstantive, Func<string, int, LineMark> markOf)
    {
        foreach (var file in patch.Files)
        {
            foreach (var hunk in file.Hunks)
            {
                if (file.OldPath is { } oldPath)
                {
                    foreach (var text in file.Deleted(hunk))
                    {
                        if (isSubstantive(text)) deleted[(oldPath, text.Value)] = commit;
                    }
                }

                if (file.NewPath is not { } path) continue;
                var number = hunk.NewStart;
                foreach (var text in file.Added(hunk))
                {
                    if (isSubstantive(text)) TakeAdded(path, text, commit, markOf(path, number));
                    number++;
                }
            }
        }
    }

    public bool TryAdded(string path, LineText text, out int commit, out LineMark mark)
    {
        var found = added.TryGetValue((path, text.Value), out var entry);
        (commit, mark) = found ? entry : (-1, LineMark.Absent);
        return found;
    }

    /// <summary>The newest branch commit that deletes the text from the path; −1 when none does.</summary>
    public int Deleted(string path, LineText text) => deleted.GetValueOrDefault((path, text.Value), -1);

    /// <summary>A text that one commit adds twice takes the stronger mark of the two.</summary>
    private void TakeAdded(string path, LineText text, int commit, LineMark mark)
    {
        var key = (path, text.Value);
        if (added.TryGetValue(key, out var before) && before.Commit == commit && before.Mark < mark) mark = before.Mark;
        added[key] = (commit, mark);
    }
}
