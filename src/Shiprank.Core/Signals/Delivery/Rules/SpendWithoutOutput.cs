using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Money in sessions that changed nothing, far above that of people who do the same kind of work.</summary>
public static class SpendWithoutOutput
{
    public static readonly SignalRule Rule = new(
        "spend-without-output",
        "Spend without output",
        "Most of what your agents used ended in no change: is it work that we don't see, or something that should stop?",
        "Of a person's spend with a human before the session, or of that without, at least {share} and {floor} went to sessions that edited nothing or whose edits are in no change after 30 days, and log(1 + USD) of it lies {z} or more above that of at least {peers} others who do the same kind of work (write changes, review, neither).",
        [
            new("z", 3.5m, "z", "modified z of log(1 + USD) among peers"),
            new("floor", 50, "USD", "least money in question"),
            new("share", 0.7m, "share", "least part of the person's own spend of that kind"),
            new("peers", 8, "people", "least number of others to compare with"),
        ],
        "What became of the spend, by fate; the peers' middle; USD a week.",
        "The sessions' edits reach a change, or the weeks pass.",
        ["A1", "A2"])
    {
        Source = "Iglewicz and Hoaglin 1993",
        LeavesActivityBoard = true,
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (z, floor, share, peers) = ((double)facts.Settings.Of(Rule, "z"), facts.Settings.Of(Rule, "floor"), facts.Settings.Of(Rule, "share"), (int)facts.Settings.Of(Rule, "peers"));
        var kinds = KindsOfWork.Of(facts.Delivery);
        var people = facts.Delivery.Spend.Where(s => s.Usd is not null).GroupBy(s => (s.Person, s.Autonomous))
            .Select(g => new Amount(g.Key.Person, g.Key.Autonomous, kinds.Kind(g.Key.Person), [.. g.OrderBy(s => s.Day).ThenBy(s => s.Fate)])).ToList();
        foreach (var one in people.Where(a => a.Lost >= floor && a.Lost >= share * a.All))
        {
            // Few agents go by themselves: where too few of the same kind do, all spend of the kind is compared with.
            var same = people.Where(a => a.Person != one.Person && a.Kind == one.Kind).ToList();
            var alike = same.Where(a => a.Autonomous == one.Autonomous).ToList();
            var enough = alike.Count >= peers;
            var others = enough ? alike.ConvertAll(a => Log(a.Lost)) : [.. same.GroupBy(a => a.Person, StringComparer.Ordinal).Select(g => Log(g.Sum(a => a.Lost)))];
            if (others.Count < peers) continue;
            var place = RobustZ.Of(Log(one.Lost), others);
            if (place >= z) yield return Say(one, others, place, enough);
        }
    }

    private static double Log(decimal usd) => Math.Log(1 + (double)usd);

    private static bool IsLost(SpendFate fate) => fate is SpendFate.NoCode or SpendFate.Abandoned;

    private static Finding Say(Amount one, List<double> others, double z, bool alike)
    {
        var lost = one.Parts.Where(p => IsLost(p.Fate) && p.Usd > 0).ToList();
        var middle = (decimal)(Math.Exp(Medians.Median(others)) - 1);
        var mode = one.Autonomous ? "without a human before the session" : "with a human before the session";
        return new()
        {
            Rule = Rule.Id,
            Subject = new(SubjectKind.Person, one.Person),
            Episode = one.Autonomous ? "autonomous" : "",
            First = lost[0].Day,
            Last = lost[^1].Day,
            AtStakeUsd = one.Lost,
            Confidence = HonestRates.Confidence(Rule),
            Title = $"{Figures.Usd(one.Lost)} of usage {mode} ended in no change",
            Seen = $"{Figures.Usd(one.Lost)} of {Figures.Usd(one.All)} went to sessions that edited nothing or whose edits are in no change; the middle of {others.Count} people who {KindsOfWork.Phrase(one.Kind)} is {Figures.Usd(middle)}.",
            Evidence =
            [
                .. one.Parts.GroupBy(p => p.Fate).OrderBy(g => g.Key).Select(g => new SignalEvidence(Name(g.Key), $"{Figures.Usd(g.Sum(p => p.Usd ?? 0))} in {g.Sum(p => p.Responses):#,0} responses")),
                new("Compared with", $"{others.Count} people who {KindsOfWork.Phrase(one.Kind)}, {(alike ? mode : "all their spend: too few have agents that go by themselves")}; middle {Figures.Usd(middle)}, modified z {Figures.Number(z)}"),
                new("An honest doubt", "Questions, reading, review, research and incidents leave no code; edits that are shipped elsewhere are not seen."),
            ],
            Series = new("Spend in no change", "USD a week", [.. lost.GroupBy(p => Monday(p.Day)).OrderBy(g => g.Key).Select(g => new SignalPoint(Figures.Day(g.Key), g.Sum(p => p.Usd ?? 0)))]),
            Days = [.. lost.Select(p => p.Day).Distinct()],
        };
    }

    private static string Name(SpendFate fate) => SpendFates.Name(fate) is var name ? char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ') : "";

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private sealed record Amount(string Person, bool Autonomous, KindOfWork Kind, IReadOnlyList<SpendFact> Parts)
    {
        public decimal All { get; } = Parts.Sum(p => p.Usd ?? 0);

        public decimal Lost { get; } = Parts.Where(p => IsLost(p.Fate)).Sum(p => p.Usd ?? 0);
    }
}
