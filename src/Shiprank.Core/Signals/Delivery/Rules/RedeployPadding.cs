namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Roll-outs that bring nothing, several a day.</summary>
public static class RedeployPadding
{
    public static readonly SignalRule Rule = new(
        "redeploy-padding",
        "Roll-outs that bring nothing",
        "One commit is rolled out again and again on the same day: what are the further roll-outs for?",
        "On at least {days} days a service rolled out a commit that ran already {burst} or more times, and such roll-outs are {share} or more of its roll-outs. What comes after a rollback is none.",
        [
            new("burst", 3, "roll-outs", "least empty roll-outs on a day"),
            new("days", 3, "days", "least days like that"),
            new("share", 0.4m, "share", "least part of the service's roll-outs"),
        ],
        "Empty roll-outs by day, their part, other services' part.",
        "The days pass.",
        ["A8"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (burst, days, share) = ((int)facts.Settings.Of(Rule, "burst"), (int)facts.Settings.Of(Rule, "days"), facts.Settings.Of(Rule, "share"));
        foreach (var service in facts.Delivery.RollOuts.GroupBy(r => (r.Repository, r.Service)))
        {
            var empty = service.Where(r => r.Kind == RollOutKind.Again).ToList();
            var bursts = empty.GroupBy(Day).Where(g => g.Count() >= burst).OrderBy(g => g.Key).Select(g => (Day: g.Key, Count: g.Count())).ToList();
            if (bursts.Count < days || empty.Count < share * service.Count()) continue;
            var others = facts.Delivery.RollOuts.Where(r => (r.Repository, r.Service) != service.Key).ToList();
            yield return new()
            {
                Rule = Rule.Id,
                Subject = new(SubjectKind.Repository, service.Key.Repository),
                Episode = service.Key.Service,
                First = bursts[0].Day,
                Last = bursts[^1].Day,
                Confidence = HonestRates.Confidence(Rule),
                Title = $"{service.Key.Service} was rolled out {Figures.Count(empty.Count, "time", "times")} with nothing new",
                Seen = $"{Figures.Share(empty.Count, service.Count())} of the roll-outs brought nothing new, up to {bursts.Max(b => b.Count)} on a day.",
                Evidence =
                [
                    new("Roll-outs with nothing new", Figures.Share(empty.Count, service.Count())),
                    new("Other services", Figures.Share(others.Count(r => r.Kind == RollOutKind.Again), others.Count)),
                    .. bursts.TakeLast(10).Select(b => new SignalEvidence(Figures.Day(b.Day), $"{b.Count} roll-outs with nothing new")),
                    new("An honest doubt", "Restarts, new settings or certificates, and a pipeline that rolls out to several regions look the same. No figure of ours counts such roll-outs as deliveries."),
                ],
                Series = new("Roll-outs with nothing new", "roll-outs a day", [.. bursts.Select(b => new SignalPoint(Figures.Day(b.Day), b.Count))]),
            };
        }
    }

    private static DateOnly Day(RollOutFact rollOut) => DateOnly.FromDateTime(rollOut.At.UtcDateTime);
}
