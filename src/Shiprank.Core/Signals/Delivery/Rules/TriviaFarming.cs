using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Changes that are mostly typos, re-spacings and version bumps.</summary>
public static class TriviaFarming
{
    public static readonly SignalRule Rule = new(
        "trivia-farming",
        "Mostly trivial changes",
        "Most of your changes hold next to no work of their own: are they chores that somebody should know of?",
        "The lower bound of the part of somebody's changes with at most {lines} eligible or deleted lines, and as few in other files, is {share} or more over at least {least} changes, and it lies {z} or more above that of at least {peers} others.",
        [
            new("lines", 3, "lines", "most lines of a trivial change; lock files never count"),
            new("share", 0.6m, "share", "least part of the changes, as Wilson's lower bound"),
            new("least", 20, "changes", "least changes of the person"),
            new("z", 3.5m, "z", "modified z of the shrunk part among peers"),
            new("peers", 8, "people", "least number of others to compare with"),
        ],
        "The part of trivial changes with its bound, the others' part; the changes.",
        "Changes with work in them, or the weeks pass.",
        ["A5"])
    {
        Source = "Wilson 1927; Efron and Morris 1975",
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var lines = (int)facts.Settings.Of(Rule, "lines");
        var byAuthor = facts.Delivery.Changes.Where(c => c is { Author: not null, IsUndoing: false }).ToLookup(c => c.Author!, StringComparer.Ordinal);
        var cases = byAuthor.Select(g => new RateCase(g.Key, g.Count(IsTrivial), g.Count()));
        foreach (var found in RateOutliers.Of(cases, (int)facts.Settings.Of(Rule, "least"), (int)facts.Settings.Of(Rule, "peers"), (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "z")))
        {
            var trivial = byAuthor[found.Case.Who].Where(IsTrivial).ToList();
            yield return RateFinding.Of(Rule, found, "trivial changes", trivial, c => $"{Figures.Count(c.Size, "line", "lines")}, merged {Figures.Time(c.MergedAt)}") with
            {
                Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes have at most {lines} lines",
                Seen = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes add or delete at most {lines} lines that count; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} do.",
            };
        }

        bool IsTrivial(ChangeFact change) => change.Size <= lines && change.Beside <= lines;
    }
}
