namespace Shiprank.Core.Signals.Delivery.Statistics;

/// <summary>How often something is so with one of several who are alike.</summary>
internal sealed record RateCase(string Who, int Hits, int Trials)
{
    public double Rate => (double)Hits / Trials;
}

/// <summary>A rate that stands out.</summary>
/// <param name="Lower">Wilson's lower bound (95 %).</param>
/// <param name="Shrunk">Pulled to the rate of all (<see cref="ShrunkRates"/>).</param>
/// <param name="Z">Place of the shrunk rate among those of the others (<see cref="RobustZ"/>).</param>
/// <param name="Others">Hits and trials of the others together.</param>
internal sealed record RateOutlier(RateCase Case, double Lower, double Shrunk, double Z, int Peers, (int Hits, int Trials) Others);

/// <summary>
/// Finds rates that are high by themselves (their lower bound, so that few trials say nothing) and among those of others (their place after shrinking,
/// so that what chance gives stands out in nobody).
/// </summary>
internal static class RateOutliers
{
    /// <param name="cases">Of those who are alike; those with fewer trials than <paramref name="leastTrials"/> are left out.</param>
    /// <param name="leastPeers">Others that are needed to compare with.</param>
    /// <param name="floor">The lower bound that is needed.</param>
    /// <param name="z">The place among the others that is needed.</param>
    /// <returns>By who.</returns>
    public static IReadOnlyList<RateOutlier> Of(IEnumerable<RateCase> cases, int leastTrials, int leastPeers, double floor, double z)
    {
        var all = cases.Where(c => c.Trials >= Math.Max(1, leastTrials)).OrderBy(c => c.Who, StringComparer.Ordinal).ToList();
        if (all.Count <= leastPeers) return [];
        var shrunk = ShrunkRates.Of([.. all.Select(c => (c.Hits, c.Trials))]);
        var found = new List<RateOutlier>();
        for (var i = 0; i < all.Count; i++)
        {
            var lower = Wilson.Lower(all[i].Hits, all[i].Trials);
            if (lower < floor) continue;
            var place = RobustZ.Of(shrunk[i], [.. shrunk.Where((_, j) => j != i)]);
            if (place < z) continue;
            found.Add(new(all[i], lower, shrunk[i], place, all.Count - 1, (all.Sum(c => c.Hits) - all[i].Hits, all.Sum(c => c.Trials) - all[i].Trials)));
        }

        return found;
    }
}
