using Shiprank.Core.Attribution;
using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>Finds for each person the first change that reached a milestone, and those before it that had, and were undone since.</summary>
internal sealed class MilestoneJudge
{
    private readonly BadgeFacts facts;
    private readonly UndoneLog undone;
    private readonly IncidentBlame blame;
    private readonly Dictionary<string, List<Shipped>> byPerson;
    private readonly Dictionary<(string Repository, string Sha), List<Mend>> mends;

    public MilestoneJudge(BadgeFacts facts, UndoneLog undone, IncidentBlame blame)
    {
        (this.facts, this.undone, this.blame) = (facts, undone, blame);
        var people = facts.Organisation.People.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        mends = facts.Mends.GroupBy(m => (m.Repository, m.Sha)).ToDictionary(g => g.Key, g => g.OrderBy(m => m.Incident.OpenedAt).ThenBy(m => m.Incident.Id, StringComparer.Ordinal).ToList());
        byPerson = facts.Score.Changes.Where(c => c.DeployedAt is not null && c.Parts.Count > 0)
            .GroupBy(c => (c.Repository, c.Sha))
            .SelectMany(g => g.SelectMany(c => c.Parts).Select(p => p.Person).Distinct(StringComparer.Ordinal).Where(people.Contains).Select(p => Shipped.Of(p, [.. g])))
            .OrderBy(s => s.At).ThenBy(s => s.Repository, StringComparer.Ordinal).ThenBy(s => s.Sha, StringComparer.Ordinal)
            .GroupBy(s => s.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
    }

    public IEnumerable<Award> Judge(BadgeDefinition badge) => facts.Organisation.People.SelectMany(p => Judge(badge, badge.Milestone!, byPerson.GetValueOrDefault(p.Id, [])));

    private IEnumerable<Award> Judge(BadgeDefinition badge, Milestone milestone, List<Shipped> shipped)
    {
        var days = Math.Max(milestone.StandingDays, facts.Score.Policy.SurvivalDays);
        foreach (var change in shipped)
        {
            var reached = change.At.AddDays(days);
            if (reached > facts.Score.AsOf || !Reached(change, milestone, reached)) continue;
            var award = Award(badge, milestone, change, reached);
            yield return award;
            // An expired milestone was reached all the same: it is not reached a second time.
            if (award.State != AwardState.Revoked) yield break;
        }
    }

    private bool Reached(Shipped change, Milestone milestone, DateTimeOffset at) =>
        change.Rows.All(r => r.Fate == ChangeFate.Live && (r.Reasons & QualityReasons.Revert) == QualityReasons.None && undone.At(r, at) is null && !blame.Has(r, at) && !r.HasIncident)
        && milestone.Where.All(w => change.Figure(w.Figure, facts.Score.Policy) >= w.AtLeast)
        && (milestone.Work == MilestoneWork.Change || Ended(change) is not null);

    private Mend? Ended(Shipped change) => mends.GetValueOrDefault((change.Repository, change.Sha), [])
        .Find(m => m.Causers.Count > 0 && !m.Causers.Contains(change.Person) && change.At >= m.Incident.OpenedAt && change.At <= m.Incident.ClosedAt);

    private Award Award(BadgeDefinition badge, Milestone milestone, Shipped change, DateTimeOffset reached)
    {
        var asOf = facts.Score.AsOf;
        var gone = change.Rows.Select(r => undone.At(r, asOf)).OfType<Undoing>().OrderBy(u => u.At).FirstOrDefault();
        var expires = badge.ExpiresAfterDays is { } days ? reached.AddDays(days) : (DateTimeOffset?)null;
        AwardEvidence[] mended = milestone.Work == MilestoneWork.Mend && Ended(change) is { Incident: var incident } ? [new(EvidenceKind.Incident, "", incident.Id, incident.OpenedAt)] : [];
        return new()
        {
            Badge = badge.Id,
            Kind = HolderKind.Person,
            Holder = change.Person,
            Subject = $"{change.Repository}@{change.Sha}",
            IssuedAt = reached,
            ExpiresAt = expires,
            State = gone is not null ? AwardState.Revoked : expires <= asOf ? AwardState.Expired : AwardState.Earned,
            Revoked = gone is null ? null : RevokedBy.Of(change.Repository, change.Sha, gone),
            Evidence = [.. mended, new(EvidenceKind.Change, change.Repository, change.Sha, change.At)],
        };
    }
}
