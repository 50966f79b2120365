using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Spend;

/// <content>Parts of the organisation, tickets and jobs. Tickets and jobs are told of whole rows: what a row's money became does not matter to them.</content>
public sealed partial class MemorySpend
{
    public IReadOnlyList<(DateOnly Day, FlowAmount Amount)> ByDay(ScoreWindow window, SpendScope scope) => scope.Of.Subject == BudgetSubject.Ticket
        ? [.. Rows(window).Where(r => Names(r, scope)).GroupBy(Day).OrderBy(g => g.Key).Select(g => (g.Key, Sum(g)))]
        : [.. Parts(window, SpendFilter.None).Where(p => Passes(p, scope)).GroupBy(Day).OrderBy(g => g.Key).Select(g => (g.Key, Sum(g)))];

    public IReadOnlyList<ScopePart> ByPart(ScoreWindow window, SpendScope scope) => ScopeOrder.Of(scope.Of.Subject == BudgetSubject.Ticket
        ? Rows(window).Where(r => Names(r, scope)).GroupBy(r => (r.Tool, Repository: r.Repository ?? "")).Select(g => new ScopePart(g.Key.Tool, g.Key.Repository, Sum(g)))
        : Parts(window, SpendFilter.None).Where(p => Passes(p, scope)).GroupBy(p => (p.Row.Tool, Repository: p.Repository ?? "")).Select(g => new ScopePart(g.Key.Tool, g.Key.Repository, Sum(g))));

    public IReadOnlyList<string> Branches() => [.. rows.Select(r => r.Branch).Where(b => b.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public IReadOnlyList<TicketSpend> ByTicket(ScoreWindow window, SpendScope scope) =>
    [
        .. Parts(window, SpendFilter.None).Where(p => Passes(p, scope)).GroupBy(p => (Ticket: usage[p.Row].Ticket ?? "", p.Row.Branch))
            .OrderBy(g => g.Key.Ticket, StringComparer.Ordinal).ThenBy(g => g.Key.Branch, StringComparer.Ordinal)
            .Select(g => new TicketSpend(g.Key.Ticket, g.Key.Branch, g.Max(p => p.Row.At), Sum(g))),
    ];

    public IReadOnlyList<JobPart> Jobs(ScoreWindow window) => ScopeOrder.Of(Rows(window).Where(r => usage[r].Autonomous)
        .GroupBy(r => (r.Tool, r.Session, Repository: r.Repository ?? "", Ticket: usage[r].Ticket ?? "", r.Branch))
        .Select(g => new JobPart(g.Key.Tool, g.Key.Session, g.Key.Repository, g.Key.Ticket, g.Key.Branch, g.Min(r => r.At), g.Max(r => r.At), Sum(g))));

    private static DateOnly Day(SpendRow row) => DateOnly.FromDateTime(row.At.UtcDateTime);

    private static FlowAmount Sum(IEnumerable<SpendRow> rows) => FlowAmount.Sum(rows.Select(r => FlowAmount.Of(r.Amount, counts: true)));

    private IEnumerable<SpendRow> Rows(ScoreWindow window) => rows.Where(r => window.Has(r.At));

    private bool Names(SpendRow row, SpendScope scope) => string.Equals(usage[row].Ticket, scope.Of.Name, StringComparison.OrdinalIgnoreCase) || scope.Branches.Contains(row.Branch);

    private bool Passes(SpendPart part, SpendScope scope) => scope.Of.Subject switch
    {
        BudgetSubject.Team => part.Row.Person is { } person && teams.Of(person, Day(part)) == scope.Of.Name,
        BudgetSubject.CostCentre => part.Row.Person is { } person && costCentres.Of(person, Day(part)) == scope.Of.Name,
        BudgetSubject.Agent => part.Row.Tool == scope.Of.Name,
        BudgetSubject.Repository => part.Repository == scope.Of.Name,
        _ => true,
    };
}
