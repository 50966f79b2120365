using System.Collections;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>Which commits come after the one that a trace names.</summary>
internal sealed class TraceAncestry
{
    private readonly IReadOnlyList<Commit> commits;
    private readonly Dictionary<string, int> bySha = new(StringComparer.Ordinal);
    private readonly Dictionary<int, BitArray> after = [];

    /// <param name="commits">Parents before children.</param>
    public TraceAncestry(IReadOnlyList<Commit> commits)
    {
        this.commits = commits;
        for (var i = 0; i < commits.Count; i++) bySha[commits[i].Sha] = i;
    }

    /// <summary>Place of a commit; −1 when it is not among those that are read.</summary>
    public int Find(string sha) => bySha.GetValueOrDefault(sha, -1);

    /// <summary>True when the commit is the named one or comes after it.</summary>
    public bool Reaches(int commit, string revision)
    {
        var from = Find(revision);
        if (from < 0 || commit < from) return false;
        if (!after.TryGetValue(from, out var reached))
        {
            after[from] = reached = new(commits.Count);
            reached[from] = true;
            for (var i = from + 1; i < commits.Count; i++)
            {
                foreach (var parent in commits[i].Parents)
                {
                    if (bySha.TryGetValue(parent, out var at) && reached[at]) reached[i] = true;
                }
            }
        }

        return reached[commit];
    }

    /// <summary>
    /// The commit that the work went into, as far as a trace without proof tells: the one that is made directly on the named commit and touches the path,
    /// of several the first that was authored after the trace. The named commit itself where the trace is not later than it: some writers run behind the commit.
    /// </summary>
    /// <returns>−1 when there is none.</returns>
    public int Hinted(TraceEntry entry, IReadOnlyList<(int Commit, IReadOnlyList<string> Paths)> touched)
    {
        var named = Find(entry.Revision);
        var its = touched.Where(t => t.Paths.Contains(entry.Path, StringComparer.Ordinal)).Select(t => t.Commit).ToList();
        if (entry.At <= commits[named].CommittedAt) return its.Contains(named) ? named : -1;
        var next = its.FindAll(c => commits[c].Parents is [var parent] && parent == commits[named].Sha && !(commits[c].AuthoredAt < entry.At));
        return next.Count == 0 ? -1 : next.MinBy(c => (commits[c].AuthoredAt, c));
    }
}
