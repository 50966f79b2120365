using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>A few people who approve each other far more often than chance gives, and far faster than others approve changes of that size.</summary>
public static class ReviewRing
{
    public static readonly SignalRule Rule = new(
        "review-ring",
        "Approvals that go in circles",
        "You approve each other's changes more often and far faster than others do: does somebody from outside ever look?",
        "Two people approved each other {least} or more times, each way so often that chance gives it with a probability below {chance} where at least {reviewers} people of the same team (of the repository, across teams) approve, and the middle of their approvals comes {faster} times as fast as the middle of others' approvals of that size. Pairs that share a person are one ring.",
        [
            new("least", 8, "approvals", "least approvals each way"),
            new("chance", 0.0001m, "p", "most chance of so many, by Poisson's tail"),
            new("reviewers", 5, "people", "least who approve where the pair does"),
            new("faster", 4, "times", "how much faster than others' approvals of that size"),
        ],
        "Approvals each way with what chance gives; how long they took; the changes.",
        "Others approve as well, or the approvals take their time.",
        ["A9"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (least, chance, faster) = ((int)facts.Settings.Of(Rule, "least"), (double)facts.Settings.Of(Rule, "chance"), (double)facts.Settings.Of(Rule, "faster"));
        var graph = ReviewGraph.Of(facts.Delivery, (int)facts.Settings.Of(Rule, "reviewers"));
        var pairs = graph.Pairs.Where(p => string.CompareOrdinal(p.Author, p.Reviewer) < 0)
            .Select(p => (There: p, Back: graph.Find(p.Reviewer, p.Author)))
            .Where(p => p.Back is not null && Stands(p.There) && Stands(p.Back))
            .Select(p => (p.There, Back: p.Back!)).ToList();
        foreach (var ring in Rings(pairs)) yield return Say(ring);

        bool Stands(ReviewPair pair) => pair.Approvals.Count >= least && Tails.AtLeast(pair.Approvals.Count, pair.Expected) < chance && pair.Pace <= -Math.Log(faster);
    }

    private static List<List<(ReviewPair There, ReviewPair Back)>> Rings(List<(ReviewPair There, ReviewPair Back)> pairs)
    {
        var rings = new List<List<(ReviewPair There, ReviewPair Back)>>();
        foreach (var pair in pairs)
        {
            var touched = rings.Where(r => r.Exists(p => p.There.Author == pair.There.Author || p.There.Author == pair.Back.Author || p.Back.Author == pair.There.Author || p.Back.Author == pair.Back.Author)).ToList();
            rings.RemoveAll(touched.Contains);
            rings.Add([.. touched.SelectMany(r => r), pair]);
        }

        return rings;
    }

    private static Finding Say(List<(ReviewPair There, ReviewPair Back)> ring)
    {
        var ways = ring.SelectMany(p => new[] { p.There, p.Back }).OrderBy(w => w.Author, StringComparer.Ordinal).ThenBy(w => w.Reviewer, StringComparer.Ordinal).ToList();
        var people = ways.Select(w => w.Author).Distinct(StringComparer.Ordinal).ToList();
        var changes = ways.SelectMany(w => w.Approvals).ToList();
        var took = changes.ToDictionary(a => (a.Change.Id, a.Person), a => a.Took);
        return new()
        {
            Rule = Rule.Id,
            Subject = new(SubjectKind.Person, people[0]),
            Others = [.. people.Skip(1)],
            Episode = string.Join(' ', people),
            First = changes.Min(a => a.Change.Day),
            Last = changes.Max(a => a.Change.Day),
            Confidence = HonestRates.Confidence(Rule),
            Title = $"{people.Count} people approved each other {changes.Count} times",
            Seen = $"{people.Count} people approved each other's changes {changes.Count} times where chance gives {ways.Sum(w => w.Expected):0}, in {Figures.Span(TimeSpan.FromSeconds(Medians.Median(changes.Select(a => a.Took.TotalSeconds))))} as a rule, {Math.Exp(-Medians.Median(ways.Select(w => w.Pace))):0} times as fast as others for that size.",
            Evidence =
            [
                .. ways.Select((w, i) => new SignalEvidence($"Way {i + 1}", $"{w.Approvals.Count} approvals; chance gives {Figures.Number(w.Expected)}; {Math.Exp(-w.Pace):0} times as fast as others for that size")),
                .. ChangeEvidence.Of(changes.Select(a => a.Change).DistinctBy(c => c.Id), c => $"{Figures.Count(c.Size, "line", "lines")} approved after {Figures.Span(took.Where(t => t.Key.Id == c.Id).Min(t => t.Value))}"),
                new("An honest doubt", "People who work on one thing, or pair at one desk, approve each other, quickly too."),
            ],
        };
    }
}
