namespace Shiprank.Core.Delivery.Graph;

/// <summary>
/// The commits of a repository by index (parents before children), with what the score asks of them. As-of bounds the default branch:
/// first-parent commits later than it are not part of it (normalised-deployments.md, sections 1 and 2).
/// </summary>
public sealed class CommitGraph
{
    private readonly Dictionary<string, int> bySha;
    private readonly string[] sortedShas;
    private readonly int[][] parents;
    private readonly int[] reach;
    private readonly bool[] onBranch;
    private int[]? seen;
    private int seenMark;

    private CommitGraph(RepositoryHistory history, DateTimeOffset asOf)
    {
        Commits = history.Commits;
        bySha = new(Commits.Count, StringComparer.Ordinal);
        for (var i = 0; i < Commits.Count; i++) bySha[Commits[i].Sha] = i;
        sortedShas = [.. bySha.Keys];
        Array.Sort(sortedShas, StringComparer.Ordinal);
        parents = [.. Commits.Select(ParentsOf)];
        (Line, Times) = FirstParentLine(history.FirstParents, asOf);
        (reach, onBranch) = Reachability();
    }

    public IReadOnlyList<Commit> Commits { get; }

    /// <summary>Commit indexes of the first-parent line up to as-of, oldest first.</summary>
    public IReadOnlyList<int> Line { get; }

    /// <summary>Time of each change of <see cref="Line"/>: the committer's, never earlier than its predecessor's.</summary>
    public IReadOnlyList<DateTimeOffset> Times { get; }

    public static CommitGraph Of(RepositoryHistory history, DateTimeOffset asOf) => new(history, asOf);

    public IReadOnlyList<int> Parents(int commit) => parents[commit];

    /// <summary>Index of the newest change that the commit contains (itself or an ancestor); −1 when it contains none. It contains all changes up to that one.</summary>
    public int Reach(int commit) => reach[commit];

    public bool IsOnDefaultBranch(int commit) => onBranch[commit];

    /// <summary>The commit of a full sha or of a unique prefix of ≥ 7 digits; −1 when there is none.</summary>
    public int Find(string sha)
    {
        if (bySha.TryGetValue(sha, out var exact)) return exact;
        var prefix = sha.ToLowerInvariant();
        if (prefix.Length < 7) return -1;
        var at = Array.BinarySearch(sortedShas, prefix, StringComparer.Ordinal);
        if (at < 0) at = ~at;
        var unique = at < sortedShas.Length && sortedShas[at].StartsWith(prefix, StringComparison.Ordinal)
            && (at + 1 >= sortedShas.Length || !sortedShas[at + 1].StartsWith(prefix, StringComparison.Ordinal));
        return unique ? bySha[sortedShas[at]] : -1;
    }

    /// <summary>True when <paramref name="ancestor"/> is reachable from <paramref name="commit"/> and is another commit.</summary>
    public bool IsAncestor(int ancestor, int commit)
    {
        if (ancestor >= commit) return false;
        var position = reach[ancestor];
        if (position >= 0 && Line[position] == ancestor) return reach[commit] >= position;
        var found = false;
        Walk(commit, c =>
        {
            found |= c == ancestor;
            return !found && c > ancestor;
        });
        return found;
    }

    /// <summary>Visits the commit and its ancestors, each once, newest index first per path; <paramref name="descend"/> tells whether to go on to the parents.</summary>
    public void Walk(int start, Func<int, bool> descend)
    {
        seen ??= new int[Commits.Count];
        seenMark++;
        var stack = new Stack<int>();
        stack.Push(start);
        while (stack.TryPop(out var commit))
        {
            if (seen[commit] == seenMark) continue;
            seen[commit] = seenMark;
            if (!descend(commit)) continue;
            foreach (var parent in parents[commit]) stack.Push(parent);
        }
    }

    private int[] ParentsOf(Commit commit)
    {
        var known = new List<int>(commit.Parents.Count);
        foreach (var sha in commit.Parents)
        {
            if (bySha.TryGetValue(sha, out var index)) known.Add(index);
        }

        return [.. known];
    }

    private (List<int> Line, List<DateTimeOffset> Times) FirstParentLine(IReadOnlyList<string> shas, DateTimeOffset asOf)
    {
        var line = new List<int>(shas.Count);
        var times = new List<DateTimeOffset>(shas.Count);
        foreach (var sha in shas)
        {
            var index = bySha[sha];
            var time = Commits[index].CommittedAt;
            if (times.Count > 0 && time < times[^1]) time = times[^1];
            if (time > asOf) break;
            line.Add(index);
            times.Add(time);
        }

        return (line, times);
    }

    private (int[] Reach, bool[] OnBranch) Reachability()
    {
        var newest = new int[Commits.Count];
        Array.Fill(newest, -1);
        for (var k = 0; k < Line.Count; k++) newest[Line[k]] = k;
        for (var i = 0; i < newest.Length; i++)
        {
            if (newest[i] >= 0 && Line[newest[i]] == i) continue;
            foreach (var parent in parents[i]) newest[i] = Math.Max(newest[i], newest[parent]);
        }

        var reachable = new bool[Commits.Count];
        if (Line.Count > 0)
        {
            reachable[Line[^1]] = true;
            for (var i = Line[^1]; i >= 0; i--)
            {
                if (!reachable[i]) continue;
                foreach (var parent in parents[i]) reachable[parent] = true;
            }
        }

        return (newest, reachable);
    }
}
