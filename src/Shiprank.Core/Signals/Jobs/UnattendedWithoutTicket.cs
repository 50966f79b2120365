using System.Globalization;
using Shiprank.Core.Money.Jobs;

namespace Shiprank.Core.Signals.Jobs;

/// <summary>Runs that nobody sits before and that belong to no ticket with a living owner: nobody is asked whether they are worth it.</summary>
public static class UnattendedWithoutTicket
{
    public static readonly SignalRule Rule = new(
        "unattended-without-ticket", "Runs without an owned ticket",
        "Nobody sits before these runs and no ticket with an owner stands behind them: whose are they, and what for?",
        "In the last {judged_days} days at least {least_runs} runs of a job, together of at least {least_usd} USD, named no ticket that is open and owned by somebody who works here.",
        [
            new("judged_days", 7, "days", "days up to now that are looked at"),
            new("least_runs", 3, "runs", "fewer may be a trial"),
            new("least_usd", 1, "USD", "what they must cost together to be worth a question"),
        ],
        "Runs, their cost, the ticket that they named if any, and why it does not count; cost by day.",
        "An open ticket with an owner that the runs name (`shiprank ticket start`), or their end.",
        ["A1"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var set = facts.Settings;
        var (runs, usd) = ((int)set.Of(Rule, "least_runs"), set.Of(Rule, "least_usd"));
        var since = DateOnly.FromDateTime(facts.AsOf.UtcDateTime).AddDays(1 - (int)set.Of(Rule, "judged_days"));
        foreach (var job in facts.Jobs.Runs.Where(r => Day(r) >= since && !facts.Jobs.OwnedTickets.Contains(r.Job.Ticket)).GroupBy(r => r.Job))
        {
            List<JobRun> all = [.. job];
            var cost = all.Sum(r => r.Usd ?? 0);
            if (all.Count < runs || cost < usd) continue;
            var (unpriced, named) = (all.Count(r => r.Usd is null), job.Key.Ticket.Length > 0);
            yield return new()
            {
                Rule = Rule.Id,
                Subject = new(SubjectKind.Job, job.Key.ToString()),
                First = all.Min(Day),
                Last = all.Max(Day),
                AtStakeUsd = cost,
                Confidence = 0.99m,
                Title = $"{job.Key} runs without an owned ticket",
                Seen = string.Create(CultureInfo.InvariantCulture, $"{all.Count} runs that nobody sat before cost {cost:#,0.00} USD; {(named ? $"{job.Key.Ticket} is not open, or nobody who works here owns it" : "they named no ticket")}."),
                Evidence =
                [
                    new("Runs", string.Create(CultureInfo.InvariantCulture, $"{all.Count} since {since:yyyy-MM-dd}{(unpriced > 0 ? $", {unpriced} of them unpriced" : "")}")),
                    new("Cost", string.Create(CultureInfo.InvariantCulture, $"{cost:#,0.00} USD")),
                    new("Ticket", named ? $"{job.Key.Ticket}: not known, not open, or without an owner who works here" : "none was named"),
                ],
                Series = new("Cost", "USD a day", [.. all.GroupBy(Day).OrderBy(d => d.Key).Select(d => new SignalPoint(d.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d.Sum(r => r.Usd ?? 0)))]),
            };
        }
    }

    private static DateOnly Day(JobRun run) => DateOnly.FromDateTime(run.FirstAt.UtcDateTime);
}
