using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;
using Shiprank.Store;

namespace Shiprank.Engine.Spend;

/// <content>Parts of the organisation, tickets and jobs.</content>
public sealed partial class StoredSpend
{
    public IReadOnlyList<(DateOnly Day, FlowAmount Amount)> ByDay(ScoreWindow window, SpendScope scope) => scope.Of.Subject == BudgetSubject.Ticket
        ? [.. OfTicket(window, scope).GroupBy(r => r.Day).OrderBy(g => g.Key).Select(g => (g.Key, FlowAmount.Sum(g.Select(r => r.Amount))))]
        : Ask(Question.ScopeDays, Arguments(window, scope), r => (r.Day(0), Amount(r, 1)));

    public IReadOnlyList<ScopePart> ByPart(ScoreWindow window, SpendScope scope) => ScopeOrder.Of(scope.Of.Subject == BudgetSubject.Ticket
        ? OfTicket(window, scope).GroupBy(r => (r.Tool, r.Repository)).Select(g => new ScopePart(g.Key.Tool, g.Key.Repository, FlowAmount.Sum(g.Select(r => r.Amount))))
        : Ask(Question.ScopeParts, Arguments(window, scope), r => new ScopePart(r.Text(0), r.Text(1), Amount(r, 2))));

    public IReadOnlyList<string> Branches() => [.. Ask(Question.BranchNames, [], r => r.Text(0)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<TicketSpend> ByTicket(ScoreWindow window, SpendScope scope) =>
    [
        .. Ask(Question.ScopeTickets, Arguments(window, scope), r => new TicketSpend(r.Text(0), r.Text(1), r.Time(2), Amount(r, 3)))
            .OrderBy(t => t.Ticket, StringComparer.Ordinal).ThenBy(t => t.Branch, StringComparer.Ordinal),
    ];

    public IReadOnlyList<JobPart> Jobs(ScoreWindow window) =>
        ScopeOrder.Of(Ask(Question.JobRuns, Days(window), r => new JobPart(r.Text(0), r.Text(1), r.Text(2), r.Text(3), r.Text(4), r.Time(5), r.Time(6), Amount(r, 7))));

    private IReadOnlyList<(DateOnly Day, string Tool, string Repository, FlowAmount Amount)> OfTicket(ScoreWindow window, SpendScope scope) => Ask(
        Question.TicketDays,
        [.. Days(window), scope.Of.Name.ToUpperInvariant(), $"\n{string.Join("\n\n", scope.Branches)}\n"],
        r => (r.Day(0), r.Text(1), r.Text(2), Amount(r, 3)));

    private static object?[] Arguments(ScoreWindow window, SpendScope scope) =>
        [.. Days(window), scope.Name(BudgetSubject.Team), scope.Name(BudgetSubject.CostCentre), scope.Name(BudgetSubject.Agent), scope.Name(BudgetSubject.Repository)];
}
