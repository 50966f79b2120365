using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Changes with lines of a metered session that carry no mark, where everybody else's do.</summary>
public static class MeteredUnclaimed
{
    public static readonly SignalRule Rule = new(
        "metered-unclaimed",
        "An agent helped, the change doesn't say so",
        "Lines of your agents' sessions are in changes without a mark, where others' changes have one: is the agent's trailer switched off?",
        "Of somebody's changes with {lines} or more lines of metered sessions, in repositories where at least {marked} of the others mark most of theirs, the lower bound of the part without an agent's mark is {share} or more over at least {least} changes, and it lies {z} or more above that of at least {peers} others in the same team (of the organisation, where the team has fewer).",
        [
            new("lines", 3, "lines", "least lines of sessions in a change"),
            new("marked", 0.7m, "share", "least part of the others in the repository who mark at least half of their changes"),
            new("share", 0.6m, "share", "least part, as Wilson's lower bound"),
            new("least", 10, "changes", "least changes with lines of sessions"),
            new("z", 3.5m, "z", "modified z of the shrunk part among peers"),
            new("peers", 5, "people", "least number of others to compare with"),
        ],
        "The part with its bound, the others' part; the changes.",
        "Changes that carry the mark, or a team that agrees on none.",
        ["A10", "A11"])
    {
        Source = "Wilson 1927; Efron and Morris 1975",
        Advisory = true,
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (lines, least, peers) = ((int)facts.Settings.Of(Rule, "lines"), (int)facts.Settings.Of(Rule, "least"), (int)facts.Settings.Of(Rule, "peers"));
        var all = facts.Delivery.Changes.Where(c => c is { Author: not null, Metered: true } && c.MatchedLines >= lines).ToList();
        var habits = new MarkHabits(all);
        var byAuthor = all.Where(c => habits.OfOthers(c) >= facts.Settings.Of(Rule, "marked")).ToLookup(c => c.Author!, StringComparer.Ordinal);
        var cases = byAuthor.Select(g => new RateCase(g.Key, g.Count(c => !c.Claims), g.Count())).Where(c => c.Trials >= least).ToList();
        foreach (var team in cases.GroupBy(c => facts.Delivery.Teams.GetValueOrDefault(c.Who, "")))
        {
            // A habit of a team is no question to one of its people.
            var circle = team.Count() > peers && team.Key.Length > 0 ? team.ToList() : cases;
            foreach (var found in RateOutliers.Of(circle, least, peers, (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "z")).Where(f => team.Contains(f.Case)))
            {
                if (team.Any(c => c != found.Case && c.Rate >= 0.5)) continue;
                var unmarked = byAuthor[found.Case.Who].Where(c => !c.Claims).ToList();
                yield return RateFinding.Of(Rule, found, "changes with sessions' lines and no mark", unmarked, c => $"{Figures.Count(c.MatchedLines, "line", "lines")} of sessions, merged {Figures.Time(c.MergedAt)}") with
                {
                    Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes with agents' lines don't say so",
                    Seen = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes with lines of agents' sessions carry no mark of an agent; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} carry none.",
                };
            }
        }
    }

    /// <summary>What part of the others in a repository say of most such changes that an agent helped.</summary>
    private sealed class MarkHabits(List<ChangeFact> all)
    {
        private readonly Dictionary<string, Dictionary<string, bool>> people = all.GroupBy(c => c.Repository, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.GroupBy(c => c.Author!, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.Count(c => c.Claims) * 2 >= p.Count(), StringComparer.Ordinal), StringComparer.Ordinal);

        /// <returns>0 when nobody else has such a change there.</returns>
        public decimal OfOthers(ChangeFact change)
        {
            var there = people[change.Repository];
            var marking = there.Values.Count(m => m) - (there[change.Author!] ? 1 : 0);
            return there.Count == 1 ? 0 : marking / (decimal)(there.Count - 1);
        }
    }
}
