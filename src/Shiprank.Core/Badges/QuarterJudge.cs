using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>Judges rates of settled quarters: what they were when the quarter settled decides the issue, what they are at as-of whether it still holds.</summary>
internal sealed class QuarterJudge(BadgeFacts facts, UndoneLog undone, IncidentBlame blame)
{
    private readonly QuarterWork work = new(facts);
    private readonly Dictionary<(DayFigure Figure, HolderKind Kind, string Group, Quarter Quarter, DateTimeOffset Moment), DayTally> groups = [];

    public IEnumerable<Award> Judge(BadgeDefinition badge) =>
        from kind in badge.Holders
        from holder in work.Holders(kind)
        from quarter in work.Quarters
        where work.IsLargeEnough(kind, holder, quarter)
        let award = Judge(badge, badge.Rate!, kind, holder, quarter)
        where award is not null
        select award;

    /// <summary>Days of evidence of everybody who would earn the badge but for the number of days: for the look at bunching.</summary>
    public IEnumerable<int> EvidenceDays(BadgeDefinition badge) =>
        from kind in badge.Holders
        from holder in work.Holders(kind)
        from quarter in work.Quarters
        let settled = Settled(quarter)
        let tally = Tally(badge.Rate!.Figure, kind, holder, quarter, settled)
        where tally.Days > 0 && Earns(badge.Rate! with { EvidenceDays = 1 }, kind, holder, quarter, settled)
        select tally.Days;

    private Award? Judge(BadgeDefinition badge, QuarterRate rate, HolderKind kind, string holder, Quarter quarter)
    {
        var (settled, asOf) = (Settled(quarter), facts.Score.AsOf);
        if (!Earns(rate, kind, holder, quarter, settled)) return null;
        var rows = work.Of(rate.Figure, kind, holder, quarter).ToList();
        var expires = badge.ExpiresAfterDays is { } days ? settled.AddDays(days) : (DateTimeOffset?)null;
        // What happens after its end can't end it again.
        var until = expires < asOf ? expires.Value : asOf;
        var revoked = Earns(rate, kind, holder, quarter, until) ? null : Revoked(rate, kind, holder, quarter, rows, settled, until);
        var tally = Tally(rate.Figure, kind, holder, quarter, settled);
        var baseline = Against(rate, kind, holder, quarter, settled) ?? default;
        return new()
        {
            Badge = badge.Id,
            Kind = kind,
            Holder = holder,
            Subject = quarter.ToString(),
            IssuedAt = settled,
            ExpiresAt = expires,
            State = revoked is not null ? AwardState.Revoked : expires <= asOf ? AwardState.Expired : AwardState.Earned,
            Revoked = revoked,
            Evidence = [.. rows.GroupBy(r => (r.Repository, r.Sha)).Select(g => new AwardEvidence(EvidenceKind.Change, g.Key.Repository, g.Key.Sha, g.Min(r => r.DeployedAt!.Value))).OrderBy(e => e.At).ThenBy(e => e.Repository, StringComparer.Ordinal).ThenBy(e => e.Id, StringComparer.Ordinal)],
            Rate = new(tally.Bad, tally.Days, baseline.Bad, baseline.Days),
        };
    }

    private DateTimeOffset Settled(Quarter quarter) => quarter.SettledAt(facts.Score.Policy.SurvivalDays);

    private bool Earns(QuarterRate rate, HolderKind kind, string holder, Quarter quarter, DateTimeOffset moment)
    {
        var tally = Tally(rate.Figure, kind, holder, quarter, moment);
        if (tally.Days < rate.EvidenceDays || tally.Rate > rate.AtMost) return false;
        if (rate.Below != Baseline.None)
        {
            if (Against(rate, kind, holder, quarter, moment) is not { } baseline || tally.Rate >= rate.Factor * baseline.Rate) return false;
            if (rate.Apart && tally.Interval.Hi >= baseline.Interval.Lo) return false;
        }

        if (!rate.KeepsNd) return true;
        var before = work.NdPerMemberDay(holder, quarter.Previous);
        return before > 0 && work.IsWhole(quarter.Previous) && work.NdPerMemberDay(holder, quarter) >= before;
    }

    /// <summary>Null when there is nothing to compare with, or too little of it.</summary>
    private DayTally? Against(QuarterRate rate, HolderKind kind, string holder, Quarter quarter, DateTimeOffset moment)
    {
        if (rate.Below == Baseline.None || (rate.Below == Baseline.OwnPast && !work.IsWhole(quarter.Previous))) return null;
        var tally = rate.Below == Baseline.OwnPast
            ? Tally(rate.Figure, kind, holder, quarter.Previous, moment)
            : OfGroup(rate.Figure, kind, work.Group(rate.Below, kind, holder, quarter), quarter, moment);
        return tally.Days >= rate.EvidenceDays ? tally : null;
    }

    private DayTally OfGroup(DayFigure figure, HolderKind kind, string group, Quarter quarter, DateTimeOffset moment)
    {
        var key = (figure, kind, group, quarter, moment);
        if (groups.TryGetValue(key, out var known)) return known;
        var (bad, days) = (0, 0);
        foreach (var peer in work.Peers(figure, kind, group, quarter))
        {
            var tally = DayTally.Of(peer, c => IsBad(figure, c, moment));
            (bad, days) = (bad + tally.Bad, days + tally.Days);
        }

        return groups[key] = new(bad, days);
    }

    private DayTally Tally(DayFigure figure, HolderKind kind, string holder, Quarter quarter, DateTimeOffset moment) =>
        DayTally.Of(work.Of(figure, kind, holder, quarter), c => IsBad(figure, c, moment));

    /// <summary>The verdict of the horizon stands; what happened after it until the moment is added.</summary>
    private bool IsBad(DayFigure figure, ScoredChange change, DateTimeOffset moment)
    {
        if (undone.At(change, moment) is not null) return true;
        return figure switch
        {
            DayFigure.LostDays => change.Fate is ChangeFate.Reverted or ChangeFate.RolledBack or ChangeFate.Dead,
            DayFigure.UnmanifestedDays => !facts.Ticketed.Contains((change.Repository, change.Sha)) || !change.Reviewed || change.Fate is ChangeFate.Reverted or ChangeFate.RolledBack,
            _ => change.WasReverted || change.WasRolledBack || change.HasIncident || blame.Has(change, change.DeployedAt!.Value.AddDays(facts.Score.Policy.SurvivalDays)),
        };
    }

    /// <summary>The first moment after the issue at which it is earned no more, and what happened then.</summary>
    private Revocation Revoked(QuarterRate rate, HolderKind kind, string holder, Quarter quarter, List<ScoredChange> rows, DateTimeOffset settled, DateTimeOffset until)
    {
        var late = rows.Select(r => (Row: r, Gone: undone.At(r, until))).Where(x => x.Gone?.At > settled).OrderBy(x => x.Gone!.At).ThenBy(x => x.Row.Sha, StringComparer.Ordinal).ToList();
        var (row, gone) = late.Find(x => !Earns(rate, kind, holder, quarter, x.Gone!.At));
        return gone is not null ? RevokedBy.Of(row.Repository, row.Sha, gone)
            : new(until, $"the rate of {quarter} is not what it has to be any more", null, null);
    }
}
