using Shiprank.Core.Signals.Usage.Statistics;

namespace Shiprank.Core.Signals.Usage;

/// <summary>Far more use than anybody else, and nothing that goes with it. Much use alone is no question.</summary>
public static class LevelOutlier
{
    public static readonly SignalRule Rule = new(
        "level-outlier",
        "Far more use than others",
        "This use of agents is far above everybody else's, and little of it reached a change: what is it for?",
        "The modified z of log(1 + tokens) in 28 days, among at least {peers} people's use of the same kind, is above {z}; of settled tokens at most {in_changes} is in changes, and at most half of what is usual among them. Where too few people have runs of their own, all use of each is compared.",
        [
            new("z", 3.5m, "z", "How far above the others, in deviations that odd ones don't move."),
            new("peers", 8, "people", "With fewer to compare with, nothing is asked."),
            new("in_changes", 0.4m, "share", "With more of it in changes that live, are merged or are still open, nothing is asked."),
        ],
        "Tokens and what they became, beside the middle of the others.",
        "A change that the work reached, spend that falls back to what is usual, or an explanation.",
        ["A1", "A2"])
    {
        Source = "Iglewicz and Hoaglin, 1993",
        LeavesActivityBoard = true,
    };

    private const double LeastUsual = 0.1;

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (limit, peers, inChanges) = ((double)facts.Settings.Of(Rule, "z"), (int)facts.Settings.Of(Rule, "peers"), (double)facts.Settings.Of(Rule, "in_changes"));
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in facts.Usage.Subjects.Where(s => s.Subject.Kind == SubjectKind.Person).GroupBy(s => s.Autonomous))
        {
            foreach (var finding in Among([.. kind], limit, peers, inChanges, ""))
            {
                asked.Add(finding.Subject.Id);
                yield return finding;
            }
        }

        // Runs of only a few have nobody of their kind to be compared with; then all that each used is, so that a loop can't hide by being the only one.
        if (facts.Usage.Subjects.Count(s => s is { Autonomous: true, Subject.Kind: SubjectKind.Person }) >= peers) yield break;
        List<UsageSubject> whole = [.. facts.Usage.Subjects.Where(s => s.Subject.Kind == SubjectKind.Person).GroupBy(s => s.Subject).Select(Together)];
        foreach (var finding in Among(whole, limit, peers, inChanges, "all use"))
        {
            if (!asked.Contains(finding.Subject.Id)) yield return finding;
        }
    }

    private static IEnumerable<Finding> Among(IReadOnlyList<UsageSubject> subjects, double limit, int peers, double inChanges, string episode)
    {
        List<(UsageSubject Subject, long Tokens)> used = [.. subjects.Select(s => (s, s.Tokens.Total)).Where(s => s.Total > 0)];
        if (used.Count < peers) yield break;
        var spread = Spread.Of(used.Select(u => Math.Log(1 + (double)u.Tokens)));
        var usual = Spread.Of(used.Select(u => u.Subject.InChanges).OfType<double>()).Median;

        // Where hardly anybody's use is known to reach a change, that it does not says nothing.
        if (usual < LeastUsual) yield break;
        foreach (var (subject, tokens) in used)
        {
            var z = spread.Z(Math.Log(1 + (double)tokens));
            if (z <= limit || subject.InChanges is not { } reached || reached > Math.Min(inChanges, usual / 2)) continue;
            var middle = Math.Exp(spread.Median) - 1;
            yield return Peers.Finding(
                Rule, subject, episode, subject.Days, Say.Confidence(Math.Exp(-z)),
                $"{Say.Tokens(tokens)} tokens in {subject.Days.Count} days, and little of it in changes",
                $"{Say.Tokens(tokens)} tokens, where half of {Say.Count(used.Count)} people have fewer than {Say.Tokens(middle)}; {Say.Share(reached)} of them are in changes, where {Say.Share(usual)} is usual.",
                new("Tokens", $"{Say.Tokens(tokens)}; the middle of {Say.Count(used.Count)} people is {Say.Tokens(middle)} (modified z {Say.Number(z)})"),
                new("In changes that live, are merged or are open", $"{Say.Share(reached)} ({Say.Tokens(subject.ChangeTokens)} of {Say.Tokens(subject.SettledTokens)} settled tokens); the middle is {Say.Share(usual)}"),
                new("Cost", Say.Usd(subject.Usd)),
                new("Kind of use", episode.Length > 0 ? "at work and by runs together, because too few have runs of their own" : Peers.Kind(subject)));
        }
    }

    private static UsageSubject Together(IEnumerable<UsageSubject> kinds)
    {
        UsageSubject[] all = [.. kinds];
        return all.Length == 1 ? all[0] : all[0] with
        {
            Days = [.. all.SelectMany(s => s.Days).GroupBy(d => d.Day).OrderBy(g => g.Key).Select(g => new UsageDay(g.Key, [.. g.SelectMany(d => d.Hours)], g.Min(d => d.FirstAt), g.Max(d => d.LastAt), g.Min(d => d.LongestGap)))],
            Became = [.. all.SelectMany(s => s.Became)],
        };
    }
}
