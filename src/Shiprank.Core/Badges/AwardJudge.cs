namespace Shiprank.Core.Badges;

/// <summary>
/// From a score and what goes with it to awards, those that ended too. A pure function: the same facts, in whatever order they were gathered,
/// give the same awards.
/// </summary>
public static class AwardJudge
{
    /// <returns>In the order of definitions, then kind, holder and issue.</returns>
    public static IReadOnlyList<Award> Judge(BadgeFacts facts, IReadOnlyList<BadgeDefinition> definitions)
    {
        var (undone, blame) = (new UndoneLog(facts.Score), new IncidentBlame(facts.Score, facts.Incidents));
        var (milestones, quarters) = (new MilestoneJudge(facts, undone, blame), new QuarterJudge(facts, undone, blame));
        return
        [
            .. definitions.SelectMany(d => (d.Milestone is not null ? milestones.Judge(d) : quarters.Judge(d))
                .OrderBy(a => a.Kind).ThenBy(a => a.Holder, StringComparer.Ordinal).ThenBy(a => a.IssuedAt).ThenBy(a => a.Subject, StringComparer.Ordinal)),
        ];
    }

    /// <summary>Looks for people who stop right above a threshold; for rates that need a number of days as evidence.</summary>
    public static IReadOnlyList<Bunching> Bunched(BadgeFacts facts, IReadOnlyList<BadgeDefinition> definitions)
    {
        var quarters = new QuarterJudge(facts, new(facts.Score), new(facts.Score, facts.Incidents));
        return [.. definitions.Where(d => d.Rate is not null).Select(d => new Bunching(d.Id, d.Rate!.EvidenceDays, [.. quarters.EvidenceDays(d)]))];
    }
}
