using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Changes that are ready for days and merged all at once, after a time with nothing.</summary>
public static class WindowArbitrage
{
    public static readonly SignalRule Rule = new(
        "window-arbitrage",
        "Held back, then merged at once",
        "Approved changes of yours wait for days and are merged together: what do they wait for?",
        "On at least {days} days somebody merged {burst} or more changes that were approved {held} or more days before, after {quiet} or more days without a merge of theirs; on these days at most {same} of the others in the repository merged anything that had waited as long.",
        [
            new("burst", 4, "changes", "least held changes of one day"),
            new("held", 4, "days", "least days between the first approval and the merge"),
            new("quiet", 7, "days", "least days without a merge before"),
            new("days", 2, "days", "least such days"),
            new("same", 0.25m, "share", "most part of the others: a freeze holds everybody's"),
        ],
        "Such days, what was held and for how long; what others merged on them.",
        "Changes are merged as they are ready, or the weeks pass.",
        ["A14"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var limits = new Limits((int)facts.Settings.Of(Rule, "burst"), TimeSpan.FromDays((double)facts.Settings.Of(Rule, "held")), (int)facts.Settings.Of(Rule, "quiet"), (double)facts.Settings.Of(Rule, "same"));
        var days = (int)facts.Settings.Of(Rule, "days");
        var byDay = facts.Delivery.Changes.Where(c => c.Author is not null && Held(c) >= limits.Held).ToLookup(c => (c.Repository, c.Day), c => c.Author!);
        var authors = facts.Delivery.Changes.Where(c => c.Author is not null).GroupBy(c => c.Repository, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(c => c.Author!).Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal);
        foreach (var person in facts.Delivery.Changes.Where(c => c.Author is not null).GroupBy(c => c.Author!, StringComparer.Ordinal))
        {
            var spikes = Spikes(person, limits, facts.Delivery.From).Where(s => s.Held.GroupBy(c => c.Repository, StringComparer.Ordinal).All(r => !IsShared(r.Key, s.Day, person.Key))).ToList();
            if (spikes.Count >= days) yield return Say(person.Key, spikes);
        }

        bool IsShared(string repository, DateOnly day, string person)
        {
            var others = byDay[(repository, day)].Where(a => a != person).Distinct(StringComparer.Ordinal).Count();
            return others > limits.Same * Math.Max(1, authors[repository] - 1);
        }
    }

    private static TimeSpan Held(ChangeFact change) => change.Approvals.Count > 0 ? change.MergedAt - change.Approvals.Min(a => a.At) : TimeSpan.Zero;

    private static IEnumerable<(DateOnly Day, List<ChangeFact> Held, int Quiet)> Spikes(IEnumerable<ChangeFact> changes, Limits limits, DateOnly from)
    {
        var last = from.AddDays(-1);
        foreach (var day in changes.GroupBy(c => c.Day).OrderBy(g => g.Key))
        {
            var held = day.Where(c => Held(c) >= limits.Held).ToList();
            var quiet = day.Key.DayNumber - last.DayNumber - 1;
            if (held.Count >= limits.Burst && quiet >= limits.Quiet) yield return (day.Key, held, quiet);
            last = day.Key;
        }
    }

    private static Finding Say(string person, List<(DateOnly Day, List<ChangeFact> Held, int Quiet)> spikes)
    {
        var held = spikes.SelectMany(s => s.Held).ToList();
        return new()
        {
            Rule = Rule.Id,
            Subject = new(SubjectKind.Person, person),
            First = spikes[0].Day,
            Last = spikes[^1].Day,
            Confidence = HonestRates.Confidence(Rule),
            Title = $"{Figures.Count(held.Count, "approved change", "approved changes")} waited and were merged on {Figures.Count(spikes.Count, "day", "days")}",
            Seen = $"{held.Count} changes that had waited {Figures.Number(Medians.Median(held.Select(c => Held(c).TotalDays)))} days since their approval as a rule were merged on {Figures.Count(spikes.Count, "day", "days")}, each after a week or more without a merge.",
            Evidence =
            [
                .. spikes.Select(s => new SignalEvidence(Figures.Day(s.Day), $"{Figures.Count(s.Held.Count, "held change", "held changes")} after {Figures.Count(s.Quiet, "day", "days")} without a merge{(IsEdge(s.Day) ? ", within three days of a quarter's end" : "")}")),
                .. ChangeEvidence.Of(held, c => $"{Figures.Count(c.Size, "line", "lines")}, merged {Figures.Span(Held(c))} after its approval"),
                new("An honest doubt", "Changes that need each other, a customer's date or a holiday hold merges too."),
            ],
        };
    }

    /// <summary>Quarters are what badges are judged by.</summary>
    private static bool IsEdge(DateOnly day) => day.AddDays(3).Month is 1 or 4 or 7 or 10 && day.AddDays(3).Day <= 6;

    private readonly record struct Limits(int Burst, TimeSpan Held, int Quiet, double Same);
}
