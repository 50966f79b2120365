using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.Histories;

/// <summary>Commits by sha and by what reaches what. Parents that are not among the commits (a shallow clone's) are left out.</summary>
internal sealed class CommitIndex
{
    private readonly IReadOnlyList<Commit> commits;
    private readonly Dictionary<string, Commit> bySha;

    public CommitIndex(IReadOnlyList<Commit> commits) => (this.commits, bySha) = (commits, commits.ToDictionary(c => c.Sha, StringComparer.Ordinal));

    public Commit this[string sha] => bySha[sha];

    public bool Contains(string sha) => bySha.ContainsKey(sha);

    /// <summary>The first-parent line that ends in <paramref name="head"/>, oldest first.</summary>
    public IReadOnlyList<string> FirstParents(string head)
    {
        var line = new List<string>();
        for (var sha = head; sha is not null && bySha.TryGetValue(sha, out var commit); sha = commit.Parents.Count > 0 ? commit.Parents[0] : null) line.Add(commit.Sha);
        line.Reverse();
        return line;
    }

    /// <summary>Non-merge commits that <paramref name="head"/> does not reach, in order.</summary>
    public IReadOnlyList<Commit> OffBranch(string head)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([head]);
        while (open.TryPop(out var sha))
        {
            if (!reached.Add(sha) || !bySha.TryGetValue(sha, out var commit)) continue;
            foreach (var parent in commit.Parents) open.Push(parent);
        }

        return [.. commits.Where(c => !c.IsMerge && !reached.Contains(c.Sha))];
    }
}
