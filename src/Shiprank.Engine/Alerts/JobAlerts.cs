using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Money.Jobs;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Alerts;

/// <summary>Single jobs and tickets that cost more than they may, or far more than usual: told while they go on, not by the invoice.</summary>
public static class JobAlerts
{
    /// <summary>Days of runs that usual is known by.</summary>
    public const int HistoryDays = 90;

    /// <summary>Only what went on in these days is judged: what is long over needs nobody.</summary>
    public const int JudgedDays = 3;

    public static IEnumerable<Alert> OfRuns(Standing standing, JobLimits limits)
    {
        var through = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        foreach (var finding in RunJudge.Judge(JobBook.Runs(standing, new(through.AddDays(-HistoryDays), through)), limits, standing.AsOf.AddDays(-JudgedDays)))
        {
            var run = finding.Run;
            yield return new(
                finding.Usual is null ? AlertRule.JobOver : AlertRule.JobUnusual, $"job:{run.Job}", DateOnly.FromDateTime(run.FirstAt.UtcDateTime), Mark(run), $"{run.Job}: {Usd(finding.Cost)} in one run",
                finding.Usual is { } usual
                    ? $"It began on {BudgetWords.Day(DateOnly.FromDateTime(run.FirstAt.UtcDateTime))} without a human; the median of its {finding.Earlier} earlier runs is {Usd(usual)}, and {Usd(finding.Limit)} is the line."
                    : $"It began on {BudgetWords.Day(DateOnly.FromDateTime(run.FirstAt.UtcDateTime))} without a human, and one run may cost {Usd(finding.Limit)}.");
        }
    }

    public static IEnumerable<Alert> OfTickets(Standing standing, decimal over)
    {
        var through = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var month = new DateOnly(through.Year, through.Month, 1);
        var tickets = new TicketNames(standing.Workspace.Organisation.Tickets);
        foreach (var ticket in standing.Spend.ByTicket(new(month, through), SpendScope.Organisation).GroupBy(t => tickets.Of(t.Ticket, t.Branch), StringComparer.Ordinal).Where(g => g.Key.Length > 0).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var cost = Nano.Units(ticket.Sum(t => t.Amount.NanoUsd ?? 0));
            if (cost > over) yield return new(AlertRule.TicketOver, $"ticket:{ticket.Key}", month, "", $"{ticket.Key}: {Usd(cost)} this month", $"One ticket may use {Usd(over)} in a calendar month; {BudgetWords.Day(through)} is the last day counted.");
        }
    }

    /// <summary>A run without its id: ids of sessions stand in people's own logs.</summary>
    private static string Mark(JobRun run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Job.Tool}\n{run.Session}")).AsSpan(0, 8));

    private static string Usd(decimal amount) => BudgetWords.Amount(BudgetUnit.Usd, amount);
}
