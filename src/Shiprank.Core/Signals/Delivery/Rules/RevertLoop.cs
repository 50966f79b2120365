using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>The same work that goes in, out, in again and out again.</summary>
public static class RevertLoop
{
    public static readonly SignalRule Rule = new(
        "revert-loop",
        "In, out and in again",
        "The same lines went in, out and in again, several times: what would have to be different for them to stay?",
        "At least {loops} times in the window a change, what takes it out and what puts it back made a chain of {chain} or more changes, most of them by one person; or the lower bound of the part of somebody's changes that they took out themselves is {share} or more over at least {least} changes, and it lies {z} or more above that of at least {peers} others.",
        [
            new("chain", 4, "changes", "least changes of one chain: landed, taken out, back, out again"),
            new("loops", 2, "chains", "least chains of one person"),
            new("share", 0.15m, "share", "least part of the changes taken out by their author, as Wilson's lower bound"),
            new("least", 12, "changes", "least changes of the person"),
            new("z", 3.5m, "z", "modified z of the shrunk part among peers"),
            new("peers", 8, "people", "least number of others to compare with"),
        ],
        "Each chain with its changes, in order.",
        "The weeks pass without another chain.",
        ["A7"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var loops = Loops(facts).ToList();
        // Whoever is asked about chains is not asked about their parts again.
        return loops.Concat(Undone(facts).Where(u => !loops.Exists(l => l.Subject == u.Subject)));
    }

    private static IEnumerable<Finding> Undone(SignalFacts facts)
    {
        var own = facts.Delivery.Changes.Where(c => c is { Author: not null, Reverts: not null }).Select(c => (c.Repository, c.Reverts!, c.Author!)).ToHashSet();
        var byAuthor = facts.Delivery.Changes.Where(c => c is { Author: not null, IsUndoing: false }).ToLookup(c => c.Author!, StringComparer.Ordinal);
        var cases = byAuthor.Select(g => new RateCase(g.Key, g.Count(IsUndone), g.Count()));
        foreach (var found in RateOutliers.Of(cases, (int)facts.Settings.Of(Rule, "least"), (int)facts.Settings.Of(Rule, "peers"), (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "z")))
        {
            yield return RateFinding.Of(Rule, found, "changes taken out by their author", [.. byAuthor[found.Case.Who].Where(IsUndone)], c => $"{Figures.Count(c.Size, "line", "lines")}, merged {Figures.Time(c.MergedAt)}") with
            {
                Episode = "undone",
                Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes were taken out by their author",
                Seen = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the changes were taken out again by their author; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} were.",
            };
        }

        bool IsUndone(ChangeFact change) => own.Contains((change.Repository, change.Sha, change.Author!));
    }

    private static IEnumerable<Finding> Loops(SignalFacts facts)
    {
        var (least, loops) = ((int)facts.Settings.Of(Rule, "chain"), (int)facts.Settings.Of(Rule, "loops"));
        foreach (var person in ChangeChains.Of(facts.Delivery.Changes).Where(c => c.Count >= least).Select(c => (Chain: c, Person: Owner(c))).Where(c => c.Person is not null)
            .GroupBy(c => c.Person!, StringComparer.Ordinal).Where(g => g.Count() >= loops))
        {
            yield return Say(person.Key, [.. person.Select(c => c.Chain).OrderBy(c => c[0].MergedAt).ThenBy(c => c[0].Sha, StringComparer.Ordinal)]);
        }
    }

    /// <summary>Who made more than half of a chain.</summary>
    private static string? Owner(IReadOnlyList<ChangeFact> chain) =>
        chain.Where(c => c.Author is not null).GroupBy(c => c.Author!, StringComparer.Ordinal).Where(g => g.Count() * 2 > chain.Count).Select(g => g.Key).FirstOrDefault();

    private static Finding Say(string person, IReadOnlyList<IReadOnlyList<ChangeFact>> chains)
    {
        var all = chains.SelectMany(c => c).ToList();
        return new()
        {
            Rule = Rule.Id,
            Subject = new(SubjectKind.Person, person),
            First = all.Min(c => c.Day),
            Last = all.Max(c => c.Day),
            Confidence = HonestRates.Confidence(Rule),
            Title = $"{Figures.Count(chains.Count, "piece", "pieces")} of work went in and out {all.Count} times",
            Seen = $"{all.Count} changes put {Figures.Count(chains.Count, "piece", "pieces")} of work in and took it out again; the lines that counted were {chains.Sum(c => c[0].Size):#,0}.",
            Evidence =
            [
                .. chains.TakeLast(5).SelectMany((chain, i) => chain.Select((c, step) => new SignalEvidence(
                    $"Chain {chains.Count - Math.Min(5, chains.Count) + i + 1}, step {step + 1}", $"{Step(c)} {Figures.Time(c.MergedAt)}, {Figures.Count(c.Lines, "line", "lines")}", c.Id))),
                .. chains.Count > 5 ? [new SignalEvidence("Further chains", $"{chains.Count - 5}")] : Array.Empty<SignalEvidence>(),
                new("An honest doubt", "A roll-out that fails for a reason outside the change makes such a chain, and taking it out at once is right."),
            ],
        };
    }

    private static string Step(ChangeFact change) => !change.IsUndoing ? "lands" : change.Lines > 0 ? "goes in again" : "goes out";
}
