using Shiprank.Core.Signals.Usage.Statistics;

namespace Shiprank.Core.Signals.Usage;

/// <summary>Those whom a person's use is compared with: everybody's use of the same kind, at work or by runs; the person is one of them.</summary>
internal static class Peers
{
    /// <summary>Persons' use, people at work and runs apart, each with its measure and where all of that kind lie. A kind of too few is left out.</summary>
    /// <param name="measure">Null: this one can't be measured, and is nobody's peer.</param>
    public static IEnumerable<(UsageSubject Subject, double Value, Spread Spread)> Measured(UsageFacts facts, int least, Func<UsageSubject, double?> measure)
    {
        foreach (var kind in facts.Subjects.Where(s => s.Subject.Kind == SubjectKind.Person).GroupBy(s => s.Autonomous))
        {
            List<(UsageSubject Subject, double Value)> all = [.. kind.Select(s => (s, measure(s))).Where(m => m.Item2 is not null).Select(m => (m.s, m.Item2!.Value))];
            if (all.Count < least) continue;
            var spread = Spread.Of(all.Select(m => m.Value));
            foreach (var (subject, value) in all) yield return (subject, value, spread);
        }
    }

    public static string Kind(UsageSubject subject) => subject.Autonomous ? "runs without anybody before them" : "work with somebody before it";

    /// <summary>A finding about a person's use, of all of its days unless others are named.</summary>
    public static Finding Finding(SignalRule rule, UsageSubject subject, string episode, IReadOnlyList<UsageDay> days, decimal confidence, string title, string seen, params SignalEvidence[] evidence) => new()
    {
        Rule = rule.Id,
        Subject = subject.Subject,
        Episode = episode.Length > 0 || !subject.Autonomous ? episode : "runs",
        First = days[0].Day,
        Last = days[^1].Day,
        AtStakeUsd = UsageDay.Sum(days),
        Confidence = confidence,
        Title = title,
        Seen = seen,
        Evidence = evidence,
        Days = [.. days.Select(d => d.Day)],
        Series = new("Calls of models", "calls a day", [.. days.Select(d => new SignalPoint(d.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), d.Calls))]),
    };
}
