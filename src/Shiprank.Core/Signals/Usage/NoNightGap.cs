namespace Shiprank.Core.Signals.Usage;

/// <summary>Use that is logged as a person's and never sleeps.</summary>
public static class NoNightGap
{
    public static readonly SignalRule Rule = new(
        "no-night-gap",
        "No pause long enough to sleep",
        "These calls are logged as made by a person at work, day and night without a pause: does something go on by itself, or do several people use one login?",
        "On at least {days} of 7 days in a row, no pause of {hours} hours touches the day. Whoever works at night sleeps by day, so the time of day makes no difference.",
        [
            new("days", 5, "days", "Of 7 in a row."),
            new("hours", 4, "hours", "A pause of this length is a night."),
        ],
        "The days, and the longest pause of each.",
        "Marking the use as a run without anybody before it, a login of one's own, or an explanation.",
        ["A1", "A15"])
    {
        LeavesActivityBoard = true,
    };

    private const int Week = 7;

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (least, night) = ((int)facts.Settings.Of(Rule, "days"), (long)(facts.Settings.Of(Rule, "hours") * 3600));
        foreach (var subject in facts.Usage.Subjects.Where(s => !s.Autonomous && s.Subject.Kind == SubjectKind.Person))
        {
            List<UsageDay> awake = [.. subject.Days.Where(d => d.LongestGap < night)];
            List<UsageDay> asked = [.. awake.Where(d => awake.Exists(start => start.Day <= d.Day && d.Day < start.Day.AddDays(Week) && awake.Count(o => o.Day >= start.Day && o.Day < start.Day.AddDays(Week)) >= least))];
            if (asked.Count == 0) continue;
            var hours = asked.SelectMany(d => d.Hours).Select(h => h.Hour).Distinct().Count();
            yield return Peers.Finding(
                Rule, subject, "", asked, 0.95m,
                $"No pause of {Say.Number(night / 3600.0, 0)} hours on {asked.Count} days",
                $"On {asked.Count} days between {asked[0].Day:yyyy-MM-dd} and {asked[^1].Day:yyyy-MM-dd} the longest pause was {Say.Seconds(asked.Max(d => d.LongestGap))}; {hours} of 24 hours of the day have calls.",
                new("Days without such a pause", $"{asked.Count} of {subject.Days.Count} days with calls"),
                new("Longest pause on them", Say.Seconds(asked.Max(d => d.LongestGap))),
                new("Calls on them", Say.Count(asked.Sum(d => d.Calls))),
                new("Cost", Say.Usd(UsageDay.Sum(asked))));
        }
    }
}
