namespace Shiprank.Core.Score.Board;

/// <summary>What a board is in order of. Never tokens, never spend.</summary>
public enum RankBy
{
    Nd,
    NdAi,
}

/// <summary>A rate with its 90 % interval; ends are null where there is none.</summary>
public readonly record struct RateInterval(double Value, double? Lo, double? Hi);

/// <summary>A group's place on the board. Rates are per active engineer-week.</summary>
/// <param name="Band">1 is the first; null for a group that isn't ranked.</param>
/// <param name="NdPerWeek">Ranked by ND: the shrunken rate with its interval. Else the mean of the weekly rates, without one.</param>
/// <param name="NdAiPerWeek">Means of the weekly rates of ND-AI: the interval is the evidence's, not chance's.</param>
/// <param name="Ranked">The shrunken rate of what the board ranks by; null for a group that isn't ranked.</param>
/// <param name="Weeks">Weeks with a rate.</param>
public sealed record BoardRow(GroupSeries Group, int? Band, RateInterval NdPerWeek, RateInterval NdAiPerWeek, RateInterval? Ranked, int Weeks, NotRanked NotRanked);

/// <summary>
/// Groups in bands by what they shipped per active engineer-week (normalised-deployments.md, section 7). Only ranked groups enter μ and τ².
/// Ranked rows come first, by band and in it by name; the others follow by name.
/// </summary>
public static class OutcomeBoard
{
    public static IReadOnlyList<BoardRow> Of(IEnumerable<GroupSeries> groups, Policy policy, RankBy rank)
    {
        var rows = groups.Select(g => Unranked(g, policy, rank)).ToList();
        var ranked = rows.Where(r => r.NotRanked == NotRanked.None).ToList();
        var posteriors = Shrinkage.Of([.. ranked.Select(r => Rates(r.Group, rank))]);
        var falling = ranked.Zip(posteriors)
            .OrderByDescending(x => x.Second.Mean)
            .ThenBy(x => x.First.Group.Name, StringComparer.Ordinal).ThenBy(x => x.First.Group.Id, StringComparer.Ordinal)
            .ToList();
        var bands = Bands.Of([.. falling.Select(x => x.Second)], (double)policy.BandProbability);
        var placed = falling.Select((x, i) => Ranked(x.First, x.Second, bands[i], rank));
        return [.. placed.Concat(rows.Where(r => r.NotRanked != NotRanked.None))
            .OrderBy(r => r.Band ?? int.MaxValue)
            .ThenBy(r => r.Group.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Group.Id, StringComparer.Ordinal)];
    }

    private static BoardRow Unranked(GroupSeries group, Policy policy, RankBy rank)
    {
        var nd = WeeklyRates.Of(group.Weeks, w => w.Nd);
        double Ai(Func<Share, decimal> end) => WeeklyRates.Of(group.Weeks, w => end(w.NdAi)).Mean;
        return new(
            group,
            null,
            new(nd.Mean, null, null),
            new(Ai(s => s.Mid), Ai(s => s.Lo), Ai(s => s.Hi)),
            null,
            nd.N,
            NotRankedReasons.Of(group, policy, rank, nd.N));
    }

    private static BoardRow Ranked(BoardRow row, Posterior posterior, int band, RankBy rank)
    {
        var rate = new RateInterval(posterior.Mean, posterior.Lo, posterior.Hi);
        return row with { Band = band, Ranked = rate, NdPerWeek = rank == RankBy.Nd ? rate : row.NdPerWeek };
    }

    private static WeeklyRates Rates(GroupSeries group, RankBy rank) => WeeklyRates.Of(group.Weeks, w => rank == RankBy.Nd ? w.Nd : w.NdAi.Mid);
}
