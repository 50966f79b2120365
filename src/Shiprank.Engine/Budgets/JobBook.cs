using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money.Jobs;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Budgets;

/// <summary>Sessions without a human as runs of jobs.</summary>
public static class JobBook
{
    /// <summary>In the order of their beginning; rows without a session are runs of nothing and left out.</summary>
    public static IReadOnlyList<JobRun> Runs(Standing standing, ScoreWindow window)
    {
        var tickets = new TicketNames(standing.Workspace.Organisation.Tickets);
        return
        [
            .. standing.Spend.Jobs(window).Where(p => p.Session.Length > 0).GroupBy(p => (p.Tool, p.Session))
                .Select(g => new JobRun(
                    new(g.Key.Tool, First(g.Select(p => p.Repository)), First(g.Select(p => tickets.Of(p.Ticket, p.Branch)))),
                    g.Key.Session, g.Min(p => p.FirstAt), g.Max(p => p.LastAt), FlowAmount.Sum(g.Select(p => p.Amount))))
                .OrderBy(r => r.FirstAt).ThenBy(r => r.Job.Tool, StringComparer.Ordinal).ThenBy(r => r.Session, StringComparer.Ordinal),
        ];
    }

    private static string First(IEnumerable<string> names) => names.Where(n => n.Length > 0).Order(StringComparer.Ordinal).FirstOrDefault("");
}
