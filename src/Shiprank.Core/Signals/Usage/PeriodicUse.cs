namespace Shiprank.Core.Signals.Usage;

/// <summary>Use that is logged as a person's and keeps to a schedule.</summary>
public static class PeriodicUse
{
    public static readonly SignalRule Rule = new(
        "periodicity",
        "Calls on a schedule",
        "These calls are logged as made by a person at work, and begin at the same time of each period: is a schedule behind them?",
        "Of at least {least} starts of work, a period shows whose chance of being none is below {p} and to whose time at least {concentration} of them keep (the length of the mean vector). Periods of a day and of meetings are not looked for.",
        [
            new("least", 60, "starts", "With fewer, nothing is asked."),
            new("p", 0.001m, "p", "How likely chance may be, over all periods that could be looked for."),
            new("concentration", 0.7m, "share", "A habit of full hours moves few starts; a schedule moves all."),
        ],
        "The period, how well starts keep to it, and how likely that is by chance.",
        "Marking the use as a run without anybody before it, or an explanation.",
        ["A1", "A3"])
    {
        Source = "Lomb, 1976; Scargle, 1982; Rayleigh's statistic",
        LeavesActivityBoard = true,
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (least, p, concentration) = ((int)facts.Settings.Of(Rule, "least"), (double)facts.Settings.Of(Rule, "p"), (double)facts.Settings.Of(Rule, "concentration"));
        foreach (var subject in facts.Usage.Subjects.Where(s => !s.Autonomous && s.Subject.Kind == SubjectKind.Person))
        {
            if (subject.Starts.Period is not { } period || period.Events < least || period.FalseAlarm >= p || period.Concentration < concentration) continue;
            yield return Peers.Finding(
                Rule, subject, "", subject.Days, Say.Confidence(period.FalseAlarm),
                $"Work begins every {Say.Seconds(period.Seconds)}",
                $"{Say.Count(period.Events)} starts of work keep to a period of {Say.Seconds(period.Seconds)}; chance does that in {Say.Chance(period.FalseAlarm)} cases.",
                new("Period", Say.Seconds(period.Seconds)),
                new("Kept to", $"{Say.Number(period.Concentration, 2)} of 1, over {Say.Count(period.Events)} starts"),
                new("By chance", Say.Chance(period.FalseAlarm)),
                new("Cost", Say.Usd(subject.Usd)));
        }
    }
}
