using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Changes that nobody else looked at, and approvals faster than anybody reads.</summary>
public static class SelfReview
{
    public static readonly SignalRule Rule = new(
        "self-review",
        "Merged without review, approved unread",
        "Your changes are merged without another's look, or your approvals come faster than they can be read: who reads them?",
        "The lower bound of the part of somebody's requests that nobody else approved before the merge, or of their approvals of changes of {size} or more lines that came within a minute for each {speed} lines since the request was opened, is {share} or more over at least {least}, and it lies {z} or more above that of at least {peers} others. Repositories in which fewer than {authors} people merge are left out.",
        [
            new("share", 0.5m, "share", "least part, as Wilson's lower bound"),
            new("least", 10, "requests", "least requests or approvals of the person"),
            new("size", 40, "lines", "least lines of a change whose approval is timed"),
            new("speed", 100, "lines a minute", "faster than this nobody reads"),
            new("authors", 3, "people", "least people who merge in the repository"),
            new("z", 3.5m, "z", "modified z of the shrunk part among peers"),
            new("peers", 8, "people", "least number of others to compare with"),
        ],
        "The part with its bound, the others' part; the changes with the time that their review took.",
        "Requests that another approves, approvals that take their time; or the weeks pass.",
        ["A9"])
    {
        Source = "Wilson 1927; Efron and Morris 1975",
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var least = (int)facts.Settings.Of(Rule, "authors");
        var shared = facts.Delivery.Changes.Where(c => c.Author is not null).GroupBy(c => c.Repository, StringComparer.Ordinal)
            .Where(g => g.Select(c => c.Author).Distinct(StringComparer.Ordinal).Count() >= least).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var requests = facts.Delivery.Changes.Where(c => c is { ReviewKnown: true, Author: not null, IsUndoing: false } && shared.Contains(c.Repository)).ToList();
        return Merged(facts, requests).Concat(Stamped(facts, requests));
    }

    private static IEnumerable<Finding> Merged(SignalFacts facts, List<ChangeFact> requests)
    {
        var byAuthor = requests.ToLookup(c => c.Author!, StringComparer.Ordinal);
        foreach (var found in Stand(facts, byAuthor.Select(g => new RateCase(g.Key, g.Count(c => c.Approvals.Count == 0), g.Count()))))
        {
            var alone = byAuthor[found.Case.Who].Where(c => c.Approvals.Count == 0).ToList();
            yield return RateFinding.Of(Rule, found, "merged without another's approval", alone, c => $"{Figures.Count(c.Size, "line", "lines")}, merged {Figures.Time(c.MergedAt)}") with
            {
                Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the requests had no other reader",
                Seen = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the requests were merged without anybody else's approval; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} were.",
            };
        }
    }

    private static IEnumerable<Finding> Stamped(SignalFacts facts, List<ChangeFact> requests)
    {
        var (size, speed) = ((int)facts.Settings.Of(Rule, "size"), (double)facts.Settings.Of(Rule, "speed"));
        var byReviewer = requests.Where(c => c.Size >= size && c.OpenedAt is not null).SelectMany(c => c.Approvals.Select(a => (a.Person, Change: c, Took: a.At - c.OpenedAt!.Value))).ToLookup(a => a.Person, StringComparer.Ordinal);
        foreach (var found in Stand(facts, byReviewer.Select(g => new RateCase(g.Key, g.Count(a => IsFast(a.Change, a.Took)), g.Count()))))
        {
            var fast = byReviewer[found.Case.Who].Where(a => IsFast(a.Change, a.Took)).ToList();
            var took = fast.GroupBy(a => a.Change.Id).ToDictionary(g => g.Key, g => g.Min(a => a.Took));
            yield return RateFinding.Of(Rule, found, "approvals faster than reading", [.. fast.Select(a => a.Change)], c => $"{Figures.Count(c.Size, "line", "lines")} approved {Figures.Span(took[c.Id])} after the request was opened") with
            {
                Episode = "approvals",
                Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the approvals came faster than reading",
                Seen = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the approvals of {size} lines or more came faster than {speed:0} lines a minute; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} did.",
            };
        }

        bool IsFast(ChangeFact change, TimeSpan after) => after.TotalMinutes * speed < change.Size;
    }

    private static IReadOnlyList<RateOutlier> Stand(SignalFacts facts, IEnumerable<RateCase> cases) => RateOutliers.Of(
        cases, (int)facts.Settings.Of(Rule, "least"), (int)facts.Settings.Of(Rule, "peers"), (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "z"));
}
