using Shiprank.Core.Signals.Usage.Statistics;

namespace Shiprank.Core.Signals.Usage;

/// <summary>The same thing asked again and again, and nothing that comes of it.</summary>
public static class NearDuplicatePrompts
{
    public static readonly SignalRule Rule = new(
        "near-duplicate-prompts",
        "The same prompt again and again",
        "Many of these prompts are nearly the same, and little of the work reached a change: what are they for?",
        "Of the prompts of 40 letters and more, over {share} are in one group of near-duplicates (MinHash of keyed shingles, 16 bands of 8), which has at least {least} prompts, three times the others' middle share; of settled tokens at most {in_changes} is in changes.",
        [
            new("share", 0.3m, "share", "Of the prompts, in the largest group."),
            new("least", 200, "prompts", "In the group: fewer are a template that somebody likes."),
            new("in_changes", 0.5m, "share", "With more of it in changes, nothing is asked: a template that ships is a good one."),
        ],
        "How many prompts are alike, beside what is usual. Only keyed hashes are compared; no text is kept.",
        "A change that the work reached, fewer of them, or an explanation (a test of a model, a review with a fixed text).",
        ["A1"])
    {
        Source = "Broder, 1997",
        LeavesActivityBoard = true,
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (share, least, inChanges) = ((double)facts.Settings.Of(Rule, "share"), (int)facts.Settings.Of(Rule, "least"), (double)facts.Settings.Of(Rule, "in_changes"));
        foreach (var kind in facts.Usage.Subjects.Where(s => s.Subject.Kind == SubjectKind.Person && s.Prompts.Prompts > 0).GroupBy(s => s.Autonomous))
        {
            // Where everybody works from templates, templates are no question; with nobody to compare with, the share alone tells.
            var usual = Spread.Of(kind.Where(s => s.Prompts.Prompts >= 20).Select(s => s.Prompts.Share));
            foreach (var subject in kind)
            {
                var prompts = subject.Prompts;
                if (prompts.Alike < least || prompts.Share <= share || (usual.Count >= 5 && prompts.Share < 3 * usual.Median)) continue;
                if (subject.InChanges is not { } reached || reached > inChanges) continue;
                var alike = prompts.Days.ToDictionary(d => d.Day, d => d.Alike);
                List<UsageDay> days = [.. subject.Days.Where(d => alike.ContainsKey(d.Day))];
                if (days.Count == 0) continue;
                yield return Peers.Finding(
                    Rule, subject, "", days, 0.98m,
                    $"{Say.Count(prompts.Alike)} prompts are nearly the same",
                    $"{Say.Share(prompts.Share)} of {Say.Count(prompts.Prompts)} prompts are nearly the same, where {Say.Share(usual.Median)} is usual, and {Say.Share(reached)} of the tokens are in changes.",
                    new("Near-duplicates", $"{Say.Share(prompts.Share)} ({Say.Count(prompts.Alike)} of {Say.Count(prompts.Prompts)} prompts); the middle of {Say.Count(usual.Count)} people is {Say.Share(usual.Median)}"),
                    new("Days", $"{prompts.Days.Count}, up to {Say.Count(prompts.Days.Max(d => d.Alike))} a day"),
                    new("In changes", $"{Say.Share(reached)} of {Say.Tokens(subject.SettledTokens)} settled tokens"),
                    new("Cost of those days", Say.Usd(UsageDay.Sum(days)))) with
                {
                    Series = new("Prompts that are alike", "prompts a day", [.. prompts.Days.Select(d => new SignalPoint(d.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), d.Alike))]),
                };
            }
        }
    }
}
