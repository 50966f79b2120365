using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Budgets;

/// <param name="Name">Null: nobody knows.</param>
public readonly record struct BudgetDriver(string? Name, decimal Amount);

/// <summary>What the use of a budget consists of, in its unit; each list sums to the total.</summary>
/// <param name="Tickets">Empty for a budget of one ticket.</param>
public sealed record BudgetDrivers(ScoreWindow Days, decimal Total, IReadOnlyList<BudgetDriver> Tools, IReadOnlyList<BudgetDriver> Repositories, IReadOnlyList<BudgetDriver> Tickets)
{
    internal static BudgetDrivers Of(Standing standing, Budget budget, SpendScope scope, ScoreWindow days, TicketNames tickets)
    {
        var parts = standing.Spend.ByPart(days, scope);
        var byTicket = budget.Of.Subject == BudgetSubject.Ticket ? [] : standing.Spend.ByTicket(days, scope);
        return new(
            days, parts.Sum(p => In(budget.Unit, p.Amount)),
            Listed(parts.Select(p => (p.Tool, In(budget.Unit, p.Amount)))),
            Listed(parts.Select(p => (p.Repository, In(budget.Unit, p.Amount)))),
            Listed(byTicket.Select(t => (tickets.Of(t.Ticket, t.Branch), In(budget.Unit, t.Amount)))));
    }

    /// <summary>What has no price is in no sum of money; it is counted beside it.</summary>
    internal static decimal In(BudgetUnit unit, FlowAmount amount) => unit == BudgetUnit.Credits ? Nano.Units(amount.NanoCredits) : Nano.Units(amount.NanoUsd ?? 0);

    /// <summary>Largest first; what is known of nothing last.</summary>
    private static List<BudgetDriver> Listed(IEnumerable<(string Name, decimal Amount)> parts) =>
    [
        .. parts.GroupBy(p => p.Name, StringComparer.Ordinal).Select(g => new BudgetDriver(g.Key.Length == 0 ? null : g.Key, g.Sum(p => p.Amount))).Where(d => d.Amount != 0)
            .OrderBy(d => d.Name is null).ThenByDescending(d => d.Amount).ThenBy(d => d.Name, StringComparer.Ordinal),
    ];
}
