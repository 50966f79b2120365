using Shiprank.Core.Attribution;

namespace Shiprank.Core.Score;

/// <summary>The lines of one change in one service, counted by the commit and evidence that they share.</summary>
internal sealed class LineTally
{
    private readonly Dictionary<(int Commit, Evidence Evidence), (int Eligible, int Alive)> lines = [];
    private readonly Dictionary<int, int> deletions = [];

    public int Eligible { get; private set; }

    public int Alive { get; private set; }

    public int Deleted { get; private set; }

    public IEnumerable<(int Commit, Evidence Evidence, int Eligible, int Alive)> Lines =>
        lines.OrderBy(l => l.Key.Commit).ThenBy(l => l.Key.Evidence).Select(l => (l.Key.Commit, l.Key.Evidence, l.Value.Eligible, l.Value.Alive));

    public IEnumerable<(int Commit, int Count)> Deletions => deletions.OrderBy(d => d.Key).Select(d => (d.Key, d.Value));

    public void AddLines(int commit, Evidence evidence, int count, bool alive)
    {
        var living = alive ? count : 0;
        var (eligible, before) = lines.GetValueOrDefault((commit, evidence));
        lines[(commit, evidence)] = (eligible + count, before + living);
        Eligible += count;
        Alive += living;
    }

    public void AddDeletion(int commit)
    {
        deletions[commit] = deletions.GetValueOrDefault(commit) + 1;
        Deleted++;
    }
}
