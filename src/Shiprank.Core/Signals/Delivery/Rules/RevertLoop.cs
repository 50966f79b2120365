namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>The same work that goes in, out, in again and out again.</summary>
public static class RevertLoop
{
    public static readonly SignalRule Rule = new(
        "revert-loop",
        "In, out and in again",
        "The same lines went in, out and in again, several times: what would have to be different for them to stay?",
        "At least {loops} times in the window a change, what takes it out and what puts it back made a chain of {chain} or more changes, most of them by one person.",
        [
            new("chain", 4, "changes", "least changes of one chain: landed, taken out, back, out again"),
            new("loops", 2, "chains", "least chains of one person"),
        ],
        "Each chain with its changes, in order.",
        "The weeks pass without another chain.",
        ["A7"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
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
