using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Roll-outs that are taken back without an incident, and incidents that become milder afterwards, where others' don't.</summary>
public static class IncidentSuppression
{
    public static readonly SignalRule Rule = new(
        "incident-suppression",
        "Failures without an incident",
        "Roll-outs are taken back here without an incident, or incidents become milder after the fact, more than elsewhere: are failures told?",
        "The lower bound of the part of a repository's rollbacks without an incident of the service from {hours} hours before to a day after, or of its incidents whose severity was eased after they were told, is {share} or more over at least {least}, and the part is {times} times that of all other repositories, of which at least one has an incident.",
        [
            new("hours", 72, "hours", "how long before a rollback an incident still explains it"),
            new("share", 0.4m, "share", "least part, as Wilson's lower bound"),
            new("least", 5, "rollbacks or incidents", "least of them in the repository"),
            new("times", 2, "times", "least part in parts of the others'"),
        ],
        "The part with its bound, the others' part; roll-outs and incidents.",
        "Incidents that are told with the rollbacks, or the weeks pass.",
        ["A13"])
    {
        Source = "Wilson 1927",
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var delivery = facts.Delivery;
        if (delivery.Incidents.Count == 0) return [];
        var before = TimeSpan.FromHours((double)facts.Settings.Of(Rule, "hours"));
        var rollbacks = delivery.RollOuts.Where(r => r.Kind == RollOutKind.Rollback && r.TakenOut.Count > 0)
            .Select(r => new Case(r.Repository, r.At, $"{r.Service} {r.Id}", !delivery.Incidents.Any(i => Explains(i, r, before)))).ToList();
        var homes = delivery.RollOuts.GroupBy(r => r.Service, StringComparer.Ordinal).Where(g => g.Select(r => r.Repository).Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(g => g.Key, g => g.First().Repository, StringComparer.Ordinal);
        var incidents = delivery.Incidents.Where(i => i.Service is not null && homes.ContainsKey(i.Service))
            .Select(i => new Case(homes[i.Service!], i.OpenedAt, $"{i.Id}: severity {i.FirstSeverity}, then {i.Severity}", i.Severity > i.FirstSeverity)).ToList();
        return Look(facts, rollbacks, "", "rollbacks had no incident").Concat(Look(facts, incidents, "severity", "incidents were eased"));
    }

    private static bool Explains(IncidentFact incident, RollOutFact rollback, TimeSpan before) =>
        incident.Changes.Any(c => rollback.TakenOut.Contains(c, StringComparer.Ordinal))
        || ((incident.Service is null || incident.Service == rollback.Service) && incident.OpenedAt >= rollback.At - before && incident.OpenedAt <= rollback.At.AddDays(1));

    private static IEnumerable<Finding> Look(SignalFacts facts, List<Case> all, string episode, string what)
    {
        var (least, share, times) = ((int)facts.Settings.Of(Rule, "least"), (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "times"));
        foreach (var own in all.GroupBy(c => c.Repository, StringComparer.Ordinal).Where(g => g.Count() >= least))
        {
            var (hits, others) = (own.Count(c => c.Hit), all.Where(c => c.Repository != own.Key).ToList());
            var theirs = others.Count(c => c.Hit);
            if (others.Count < least || Wilson.Lower(hits, own.Count()) < share || hits * others.Count < times * theirs * own.Count()) continue;
            yield return new()
            {
                Rule = Rule.Id,
                Subject = new(SubjectKind.Repository, own.Key),
                Episode = episode,
                First = own.Where(c => c.Hit).Min(c => c.Day),
                Last = own.Where(c => c.Hit).Max(c => c.Day),
                Confidence = HonestRates.Confidence(Rule),
                Title = $"{Figures.Share(hits, own.Count())} of {own.Key}'s {what}",
                Seen = $"{Figures.Share(hits, own.Count())} {what}; in other repositories {Figures.Share(theirs, others.Count)}.",
                Evidence =
                [
                    new("Here", $"{Figures.Share(hits, own.Count())}, at least {Figures.Percent(Wilson.Lower(hits, own.Count()))} (95 %)"),
                    new("Other repositories", Figures.Share(theirs, others.Count)),
                    .. own.Where(c => c.Hit).OrderByDescending(c => c.At).ThenBy(c => c.What, StringComparer.Ordinal).Take(10).Select(c => new SignalEvidence(Figures.Time(c.At), c.What)),
                    new("An honest doubt", "A rollback that nobody outside noticed is no incident everywhere, and a first severity is a guess."),
                ],
            };
        }
    }

    private sealed record Case(string Repository, DateTimeOffset At, string What, bool Hit)
    {
        public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);
    }
}
