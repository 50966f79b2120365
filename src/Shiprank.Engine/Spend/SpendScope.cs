using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money.Budgets;

namespace Shiprank.Engine.Spend;

/// <summary>A part of the organisation whose spend is asked for.</summary>
/// <param name="Branches">Of a ticket: the branches that name it.</param>
public sealed record SpendScope(BudgetScope Of, IReadOnlyList<string> Branches)
{
    public static readonly SpendScope Organisation = new(BudgetScope.Organisation, []);

    internal string? Name(BudgetSubject subject) => Of.Subject == subject ? Of.Name : null;
}

/// <summary>Spend by what it consists of. Empty names are unknown.</summary>
public readonly record struct ScopePart(string Tool, string Repository, FlowAmount Amount);

/// <param name="Ticket">As its source states it; empty: it states none.</param>
/// <param name="Branch">Empty: none known.</param>
public readonly record struct TicketSpend(string Ticket, string Branch, DateTimeOffset LastAt, FlowAmount Amount);

/// <summary>What a session without a human used in one place.</summary>
/// <param name="Session">Its id as the tool writes it; empty when the log has none.</param>
/// <param name="Ticket">As its source states it; empty: it states none.</param>
public readonly record struct JobPart(string Tool, string Session, string Repository, string Ticket, string Branch, DateTimeOffset FirstAt, DateTimeOffset LastAt, FlowAmount Amount);
