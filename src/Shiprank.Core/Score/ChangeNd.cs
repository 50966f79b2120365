namespace Shiprank.Core.Score;

/// <summary>
/// The part of normalised deployments that each change has: the ND of a cell goes to its changes in proportion to what each brought into it
/// (quality · the person's size). The parts of all changes sum to the ND of all cells.
/// </summary>
public static class ChangeNd
{
    /// <returns>By repository and sha, over all services; a change without a cell is not in it.</returns>
    public static IReadOnlyDictionary<(string Repository, string Sha), decimal> Of(ScoreResult score)
    {
        var rows = score.Changes.ToLookup(c => (c.Repository, c.Service, c.Sha));
        var parts = new Dictionary<(string Repository, string Sha), decimal>();
        foreach (var cell in score.Cells)
        {
            var brought = cell.Changes.Select(sha => (Sha: sha, Size: rows[(cell.Repository, cell.Service, sha)].Sum(c => Brought(c, cell.Person)))).ToList();
            var all = brought.Sum(b => b.Size);
            if (all == 0) continue;
            foreach (var (sha, size) in brought)
            {
                var key = (cell.Repository, sha);
                parts[key] = parts.GetValueOrDefault(key) + (cell.Nd * size / all);
            }
        }

        return parts;
    }

    private static decimal Brought(ScoredChange change, string person) =>
        change.Quality is { } quality ? quality * change.Parts.Where(p => p.Person == person).Sum(p => p.Size) : 0;
}
