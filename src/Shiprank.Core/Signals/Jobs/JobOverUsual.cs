using System.Globalization;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Money.Jobs;

namespace Shiprank.Core.Signals.Jobs;

/// <summary>
/// A job that has become dear and stays so. Usual is what it cost in its first days: what is compared with the last weeks is used to after a while, which
/// is how a job can run at ten times its cost for months.
/// </summary>
public static class JobOverUsual
{
    public static readonly SignalRule Rule = new(
        "job-over-usual", "Job over its usual cost",
        "This job costs far more a day than when it began: is that what it should do now?",
        "On one of its last {judged_days} days the job cost more than {factor} times the median of its first {baseline_days} days, and at least {least_usd} USD more.",
        [
            new("baseline_days", 10, "days", "days with a run from which usual is known; with fewer after them the rule is silent"),
            new("factor", 3, "times", "how far above usual a day may be"),
            new("least_usd", 0.5m, "USD", "what a day must cost more than usual to be worth a question: it may go on for months"),
            new("judged_days", 7, "days", "days up to now that are looked at"),
        ],
        "Cost of the last dear day, the usual day, days over it, and what they cost more than usual; cost by day.",
        "Days within the limit, for as long as are looked at; or an explanation, if it does more than it did.",
        ["A1", "A2"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var set = facts.Settings;
        var (baseline, factor, least) = ((int)set.Of(Rule, "baseline_days"), set.Of(Rule, "factor"), set.Of(Rule, "least_usd"));
        var judged = DateOnly.FromDateTime(facts.AsOf.UtcDateTime).AddDays(1 - (int)set.Of(Rule, "judged_days"));
        foreach (var job in facts.Jobs.Runs.Where(r => r.Usd is not null).GroupBy(r => r.Job))
        {
            List<(DateOnly Day, decimal Usd)> days = [.. job.GroupBy(r => DateOnly.FromDateTime(r.FirstAt.UtcDateTime)).Select(d => (d.Key, d.Sum(r => r.Usd!.Value))).OrderBy(d => d.Key)];
            if (days.Count <= baseline) continue;
            var usual = Robust.Median([.. days.Take(baseline).Select(d => d.Usd)]);
            var limit = Math.Max(factor * usual, usual + least);
            List<(DateOnly Day, decimal Usd)> over = [.. days.Skip(baseline).Where(d => d.Usd > limit)];
            if (over.Count == 0 || over[^1].Day < judged) continue;
            yield return Ask(job.Key, days, over, usual, limit, baseline);
        }
    }

    private static Finding Ask(Job job, List<(DateOnly Day, decimal Usd)> days, List<(DateOnly Day, decimal Usd)> over, decimal usual, decimal limit, int baseline)
    {
        var (last, more) = (over[^1], over.Sum(d => d.Usd - usual));
        var times = usual > 0 ? string.Create(CultureInfo.InvariantCulture, $"{last.Usd / usual:0.0} times its usual") : "far more than its usual";
        return new()
        {
            Rule = Rule.Id,
            Subject = new(SubjectKind.Job, job.ToString()),
            First = over[0].Day,
            Last = last.Day,
            AtStakeUsd = more,
            Confidence = 0.99m,
            Title = $"{job} costs {times}",
            Seen = string.Create(CultureInfo.InvariantCulture, $"On {last.Day:yyyy-MM-dd} it cost {Usd(last.Usd)}; a usual day was {Usd(usual)}, and {Usd(limit)} is the line. {over.Count} of its {days.Count - baseline} days since were over it."),
            Evidence =
            [
                new("Last dear day", string.Create(CultureInfo.InvariantCulture, $"{Usd(last.Usd)} on {last.Day:yyyy-MM-dd}, {times}")),
                new("Usual day", string.Create(CultureInfo.InvariantCulture, $"{Usd(usual)}: median of its first {baseline} days, {days[0].Day:yyyy-MM-dd} to {days[baseline - 1].Day:yyyy-MM-dd}")),
                new("Days over the line", string.Create(CultureInfo.InvariantCulture, $"{over.Count} of {days.Count - baseline}, the first on {over[0].Day:yyyy-MM-dd}")),
                new("More than usual", $"{Usd(more)} on those days"),
            ],
            Series = new("Cost", "USD a day", [.. days.Select(d => new SignalPoint(d.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d.Usd))]),
        };
    }

    private static string Usd(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:#,0.00} USD");
}
