using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>
/// Commits by their place in the order in which a score needs patches: branch commits before their change, changes in order. The place of
/// a commit of an old change stays when history grows; its index in the graph may not.
/// </summary>
internal sealed class CommitPlaces
{
    private readonly int[] placeOf;
    private readonly List<int> commits;

    /// <param name="changes">All changes.</param>
    /// <param name="graphCommits">How many commits the graph has.</param>
    public CommitPlaces(IReadOnlyList<Change> changes, int graphCommits)
    {
        placeOf = new int[graphCommits];
        commits = new(changes.Count);
        foreach (var change in changes)
        {
            foreach (var commit in change.BranchCommits) Add(commit);
            Add(change.Commit);
        }
    }

    public int Of(int commit) => commit < 0 ? -1 : placeOf[commit];

    /// <exception cref="InvalidDataException">No commit has the place.</exception>
    public int Commit(int place) =>
        place == -1 ? -1 : (uint)place < (uint)commits.Count ? commits[place] : throw new InvalidDataException("a checkpoint names a commit that is not there");

    private void Add(int commit)
    {
        placeOf[commit] = commits.Count;
        commits.Add(commit);
    }
}
