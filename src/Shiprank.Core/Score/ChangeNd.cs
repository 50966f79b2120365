namespace Shiprank.Core.Score;

/// <summary>
/// The part of each change in the cells that it contributes to: a cell's ND goes to its changes by the person's own size in each, times the
/// change's quality. The parts of a cell sum to it, so ND of changes and ND of people are the same whole.
/// </summary>
public static class ChangeNd
{
    /// <returns>By repository and sha, over all services and people; a change without a cell is absent.</returns>
    public static IReadOnlyDictionary<(string Repository, string Sha), decimal> Of(ScoreResult score)
    {
        var changes = score.Changes.ToLookup(c => (c.Repository, c.Service, c.Sha));
        var parts = new Dictionary<(string, string), decimal>();
        foreach (var cell in score.Cells)
        {
            var sizes = cell.Changes.Select(sha => (Sha: sha, Size: changes[(cell.Repository, cell.Service, sha)].Sum(c => Size(c, cell.Person)))).ToList();
            var all = sizes.Sum(s => s.Size);
            foreach (var (sha, size) in sizes)
            {
                var key = (cell.Repository, sha);
                parts[key] = parts.GetValueOrDefault(key) + (cell.Nd * size / all);
            }
        }

        return parts;
    }

    private static decimal Size(ScoredChange change, string person) =>
        (change.Quality ?? 0) * change.Parts.Where(p => string.Equals(p.Person, person, StringComparison.Ordinal)).Sum(p => p.Size);
}
