using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Work that comes in bursts of tiny requests of one ticket, of the same files, or all of one size.</summary>
public static class RequestSplitting
{
    public static readonly SignalRule Rule = new(
        "request-splitting",
        "Requests in small pieces",
        "Your work reaches the default branch in bursts of very small requests: does the cut help those who review it?",
        "On at least {days} days somebody merged {burst} or more changes of at most {lines} lines, most of that day's, of which at least {linked} name the same ticket, touch a file of another, or lie within a quarter of their middle size; and the number of such days lies {z} or more above that of at least {peers} others who merge changes.",
        [
            new("burst", 5, "changes", "least tiny changes on a day"),
            new("lines", 20, "lines", "most lines of a tiny change"),
            new("linked", 0.7m, "share", "least part of a day's tiny changes that belong together or are of one size"),
            new("days", 4, "days", "least days like that"),
            new("z", 3.5m, "z", "modified z of the number of such days among peers"),
            new("peers", 8, "people", "least number of others to compare with"),
        ],
        "Days, tiny changes, their sizes, what binds them; the changes.",
        "The days pass, or the work comes in pieces of a size that others' has.",
        ["A4"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (z, peers, days) = ((double)facts.Settings.Of(Rule, "z"), (int)facts.Settings.Of(Rule, "peers"), (int)facts.Settings.Of(Rule, "days"));
        var limits = new Limits((int)facts.Settings.Of(Rule, "burst"), (int)facts.Settings.Of(Rule, "lines"), (double)facts.Settings.Of(Rule, "linked"));
        var people = facts.Delivery.Changes.Where(c => c is { Author: not null, IsUndoing: false }).GroupBy(c => c.Author!, StringComparer.Ordinal)
            .Select(g => (Person: g.Key, Changes: g.Count(), Bursts: Bursts(g, limits).ToList())).ToList();
        if (people.Count <= peers) yield break;
        foreach (var (person, changes, bursts) in people.Where(p => p.Bursts.Count >= days))
        {
            var others = people.Where(p => p.Person != person).Select(p => (double)p.Bursts.Count).ToList();
            if (RobustZ.Of(bursts.Count, others) is var place && place >= z) yield return Say(person, changes, bursts, others, place);
        }
    }

    private static IEnumerable<Burst> Bursts(IEnumerable<ChangeFact> changes, Limits limits)
    {
        foreach (var day in changes.GroupBy(c => c.Day).OrderBy(g => g.Key))
        {
            var tiny = day.Where(c => c.Size > 0 && c.Size <= limits.Lines).ToList();
            if (tiny.Count < limits.Burst || tiny.Count * 2 <= day.Count()) continue;
            var bound = tiny.Count(c => tiny.Exists(o => o != c && (o.Tickets.Intersect(c.Tickets, StringComparer.OrdinalIgnoreCase).Any() || (o.Repository == c.Repository && o.Files.Intersect(c.Files).Any()))));
            var middle = Medians.Median(tiny.Select(c => (double)c.Size));
            var piled = tiny.Count(c => Math.Abs(c.Size - middle) <= middle / 4);
            if (Math.Max(bound, piled) >= limits.Linked * tiny.Count) yield return new(day.Key, tiny, bound, piled);
        }
    }

    private static Finding Say(string person, int changes, List<Burst> bursts, List<double> others, double z)
    {
        var tiny = bursts.SelectMany(b => b.Changes).ToList();
        var sizes = tiny.Select(c => (double)c.Size).Order().ToList();
        return new()
        {
            Rule = Rule.Id,
            Subject = new(SubjectKind.Person, person),
            First = bursts[0].Day,
            Last = bursts[^1].Day,
            Confidence = HonestRates.Confidence(Rule),
            Title = $"{Figures.Count(tiny.Count, "small change", "small changes")} on {Figures.Count(bursts.Count, "day", "days")}",
            Seen = $"On {Figures.Count(bursts.Count, "day", "days")}, {tiny.Count} of {changes} changes were merged in bursts, of {sizes[0]:0} to {sizes[^1]:0} lines each; others have {Medians.Median(others):0} such days.",
            Evidence =
            [
                new("Days with a burst", $"{bursts.Count}; the middle of {others.Count} others is {Medians.Median(others):0}, modified z {Figures.Number(z)}"),
                new("Most on one day", $"{bursts.Max(b => b.Changes.Count)} changes"),
                new("Size", $"middle {Medians.Median(sizes):0} lines, {Figures.Share(bursts.Sum(b => b.Piled), tiny.Count)} within a quarter of their day's middle"),
                new("Same ticket or file as another of the day", Figures.Share(bursts.Sum(b => b.Bound), tiny.Count)),
                .. ChangeEvidence.Of(tiny, c => $"{Figures.Count(c.Size, "line", "lines")}, merged {Figures.Time(c.MergedAt)}"),
                new("An honest doubt", "Stacked requests that build on each other look the same, and are easier to review than one large one. A score counts a day's work once, however it is cut."),
            ],
            Series = new("Small changes in bursts", "changes a day", [.. bursts.Select(b => new SignalPoint(Figures.Day(b.Day), b.Changes.Count))]),
        };
    }

    private readonly record struct Limits(int Burst, int Lines, double Linked);

    /// <param name="Bound">Those of the same ticket or with a file in common.</param>
    /// <param name="Piled">Those of about one size.</param>
    private sealed record Burst(DateOnly Day, IReadOnlyList<ChangeFact> Changes, int Bound, int Piled);
}
