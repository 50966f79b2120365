using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Changes whose own author writes most of them anew within two weeks.</summary>
public static class ChurnRecycling
{
    public static readonly SignalRule Rule = new(
        "churn-recycling",
        "Own work written anew",
        "Much of what you merge you write anew within two weeks: is it merged before it is ready?",
        "Over at least {least} changes of {lines} or more lines, two weeks old, the lower bound of the part whose author took {part} or more of the lines out again within these two weeks is {share} or more, and it lies {z} or more above that of at least {peers} others. Reverts are no rework here.",
        [
            new("part", 0.5m, "share", "least part of a change's lines that its author took out"),
            new("lines", 10, "lines", "least lines of a change that is looked at"),
            new("share", 0.35m, "share", "least part of the changes, as Wilson's lower bound"),
            new("least", 8, "changes", "least changes of the person"),
            new("z", 3.5m, "z", "modified z of the shrunk part among peers"),
            new("peers", 8, "people", "least number of others to compare with"),
        ],
        "The part of such changes with its bound, the others' part; the changes.",
        "Changes that stay, or the weeks pass.",
        ["A6"])
    {
        Source = "Wilson 1927; Efron and Morris 1975",
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (part, lines) = (facts.Settings.Of(Rule, "part"), (int)facts.Settings.Of(Rule, "lines"));
        var judged = facts.AsOf.AddDays(-DeliveryFacts.ReworkDays);
        var byAuthor = facts.Delivery.Changes.Where(c => c is { Author: not null, IsUndoing: false } && c.Lines >= lines && c.MergedAt <= judged).ToLookup(c => c.Author!, StringComparer.Ordinal);
        var cases = byAuthor.Select(g => new RateCase(g.Key, g.Count(IsRecycled), g.Count()));
        foreach (var found in RateOutliers.Of(cases, (int)facts.Settings.Of(Rule, "least"), (int)facts.Settings.Of(Rule, "peers"), (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "z")))
        {
            var recycled = byAuthor[found.Case.Who].Where(IsRecycled).ToList();
            var finding = RateFinding.Of(Rule, found, "changes written anew", recycled, c => $"{Figures.Share(c.OwnRework, c.Lines)} of the lines taken out by their author, merged {Figures.Time(c.MergedAt)}");
            yield return finding with
            {
                Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes are written anew by their author",
                Seen = $"{recycled.Sum(c => c.OwnRework):#,0} of {recycled.Sum(c => c.Lines):#,0} lines of {Figures.Count(recycled.Count, "change", "changes")} were taken out by their own author within {DeliveryFacts.ReworkDays} days; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} of the changes were.",
                Evidence = [.. finding.Evidence, new("An honest doubt", "Prototypes behind a switch and work that is merged in steps are written anew too.")],
            };
        }

        bool IsRecycled(ChangeFact change) => change.OwnRework >= part * change.Lines;
    }
}
