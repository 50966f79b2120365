using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Changes that name an agent while no usage of it is known.</summary>
public static class ClaimedUnmetered
{
    public static readonly SignalRule Rule = new(
        "claimed-unmetered",
        "An agent is named, its usage is not seen",
        "Your changes say that an agent helped, and no usage of yours is known around them: which tool was it, and is it connected?",
        "The lower bound of the part of somebody's changes with an agent's mark (author, trailer, footer, note) for which no session is linked and nobody of its authors has any usage from the day before its first commit to its merge is {share} or more over at least {least} changes, and it lies {z} or more above that of at least {peers} others whose changes have marks.",
        [
            new("share", 0.5m, "share", "least part, as Wilson's lower bound"),
            new("least", 8, "changes", "least changes with a mark"),
            new("z", 3.5m, "z", "modified z of the shrunk part among peers"),
            new("peers", 5, "people", "least number of others to compare with"),
        ],
        "The part with its bound, the others' part; the changes.",
        "The tool's usage is connected or sent, or the marks are mended.",
        ["A10", "A11"])
    {
        Source = "Wilson 1927; Efron and Morris 1975",
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var days = facts.Delivery.Spend.Select(s => (s.Person, s.Day)).ToHashSet();
        if (days.Count == 0) yield break;
        var byAuthor = facts.Delivery.Changes.Where(c => c is { Author: not null, Claims: true }).ToLookup(c => c.Author!, StringComparer.Ordinal);
        var cases = byAuthor.Select(g => new RateCase(g.Key, g.Count(IsUnmetered), g.Count()));
        foreach (var found in RateOutliers.Of(cases, (int)facts.Settings.Of(Rule, "least"), (int)facts.Settings.Of(Rule, "peers"), (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "z")))
        {
            var unmetered = byAuthor[found.Case.Who].Where(IsUnmetered).ToList();
            var finding = RateFinding.Of(Rule, found, "marked changes without any usage", unmetered, c => $"{Figures.Count(c.Size, "line", "lines")}, merged {Figures.Time(c.MergedAt)}");
            yield return finding with
            {
                Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes with an agent's mark have no usage",
                Seen = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes that name an agent have no usage around them; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} have none.",
                Evidence = [.. finding.Evidence, new("An honest doubt", "A machine or a plan of one's own that is not connected, an agent in the forge, and a trailer that a template adds look the same.")],
            };
        }

        bool IsUnmetered(ChangeFact change)
        {
            if (change.Metered) return false;
            var started = DateOnly.FromDateTime(change.StartedAt.UtcDateTime);
            // A date of a commit may be decades off.
            for (var day = started > facts.Delivery.From ? started.AddDays(-1) : facts.Delivery.From; day <= change.Day; day = day.AddDays(1))
            {
                if (change.People.Any(p => days.Contains((p, day)))) return false;
            }

            return true;
        }
    }
}
