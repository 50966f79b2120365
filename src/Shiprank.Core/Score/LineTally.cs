using Shiprank.Core.Attribution;

namespace Shiprank.Core.Score;

/// <summary>The lines of one change in one service, counted by the commit and evidence that they share.</summary>
/// <param name="survival">Counts the same lines by the day of their death.</param>
internal sealed class LineTally(SurvivalCurve survival)
{
    private readonly Dictionary<(int Commit, Evidence Evidence), (int Eligible, int Alive)> lines = [];
    private readonly Dictionary<int, int> deletions = [];
    private readonly Dictionary<int, int> copies = [];

    public int Eligible { get; private set; }

    public int Alive { get; private set; }

    public int Deleted { get; private set; }

    /// <summary>Lines of copied blocks that are alive; none of them is eligible.</summary>
    public int Copied { get; private set; }

    public SurvivalCurve Survival => survival;

    public IEnumerable<(int Commit, Evidence Evidence, int Eligible, int Alive)> Lines =>
        lines.OrderBy(l => l.Key.Commit).ThenBy(l => l.Key.Evidence).Select(l => (l.Key.Commit, l.Key.Evidence, l.Value.Eligible, l.Value.Alive));

    public IEnumerable<(int Commit, int Count)> Deletions => deletions.OrderBy(d => d.Key).Select(d => (d.Key, d.Value));

    public IEnumerable<(int Commit, int Count)> Copies => copies.OrderBy(c => c.Key).Select(c => (c.Key, c.Value));

    /// <param name="died">Null for lines that are alive.</param>
    /// <param name="until">The moment at which the change is judged.</param>
    public void AddLines(int commit, Evidence evidence, int count, DateTimeOffset? died, DateTimeOffset until)
    {
        var living = died <= until ? 0 : count;
        survival.Add(count, died);
        var (eligible, before) = lines.GetValueOrDefault((commit, evidence));
        lines[(commit, evidence)] = (eligible + count, before + living);
        Eligible += count;
        Alive += living;
    }

    public void AddCopies(int commit, int count)
    {
        copies[commit] = copies.GetValueOrDefault(commit) + count;
        Copied += count;
    }

    public void AddDeletion(int commit)
    {
        deletions[commit] = deletions.GetValueOrDefault(commit) + 1;
        Deleted++;
    }
}
