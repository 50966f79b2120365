namespace Shiprank.Core.Signals.Usage;

/// <summary>Use that is logged as a person's and comes as a clock does.</summary>
public static class Regularity
{
    public static readonly SignalRule Rule = new(
        "regularity",
        "Calls as regular as a clock",
        "These calls are logged as made by a person at work, and come as regularly as a machine's: does something make them by itself?",
        "Of at least {least} intervals on at least {days} days, pauses of four hours left out, the burstiness is below {burstiness} and the corrected conditional entropy of their octaves at most {entropy} nats. Runs that are logged as such may be regular, and are not looked at.",
        [
            new("least", 100, "intervals", "With fewer, nothing is asked."),
            new("days", 3, "days", "One long sitting is no habit."),
            new("burstiness", -0.5m, "B", "−1 is a clock, 0 chance; people at work are above 0."),
            new("entropy", 0.8m, "nats", "How little of the next interval is known from those before; people have about 2."),
        ],
        "Both figures, the usual interval, and how many there are.",
        "Marking the use as a run without anybody before it (the client's own way to run unattended, or a ticket), or an explanation.",
        ["A1"])
    {
        Source = "Gianvecchio and Wang, 2007; Goh and Barabási, 2008",
        LeavesActivityBoard = true,
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var settings = facts.Settings;
        var (least, days) = ((int)settings.Of(Rule, "least"), (int)settings.Of(Rule, "days"));
        var (burstiness, entropy) = ((double)settings.Of(Rule, "burstiness"), (double)settings.Of(Rule, "entropy"));
        foreach (var subject in facts.Usage.Subjects.Where(s => !s.Autonomous && s.Subject.Kind == SubjectKind.Person))
        {
            foreach (var (what, arrivals) in ((string, ArrivalFacts)[])[("starts of work", subject.Starts), ("calls", subject.Calls)])
            {
                if (arrivals.Intervals < least || arrivals.Days < days || arrivals.Burstiness >= burstiness || arrivals.Entropy > entropy) continue;
                yield return Peers.Finding(
                    Rule, subject, "", subject.Days, 0.99m,
                    $"{Say.Count(arrivals.Intervals)} {what} as regular as a clock",
                    $"{Say.Count(arrivals.Intervals)} {what} on {arrivals.Days} days follow each other after {Say.Seconds(arrivals.MeanSeconds)}, almost always; a burstiness of {Say.Number(arrivals.Burstiness, 2)} is a clock's, people at work are above 0.",
                    new("Burstiness", $"{Say.Number(arrivals.Burstiness, 2)}; −1 is a clock, 0 is chance"),
                    new("Corrected conditional entropy", $"{Say.Number(arrivals.Entropy, 2)} nats; people at work have about 2"),
                    new("Interval", $"{Say.Seconds(arrivals.MeanSeconds)} on average of {Say.Count(arrivals.Intervals)}"),
                    new("Cost", Say.Usd(subject.Usd)));
                break;
            }
        }
    }
}
