namespace Shiprank.Core.Money.Budgets;

public enum BudgetSubject
{
    Organisation,
    Team,
    CostCentre,
    Repository,
    Ticket,
    Agent,
}

/// <summary>Whose spend a budget is about.</summary>
/// <param name="Name">Id of the team, name of the repository, key of the ticket, id of the tool …; empty for the whole organisation.</param>
public sealed record BudgetScope(BudgetSubject Subject, string Name)
{
    public static readonly BudgetScope Organisation = new(BudgetSubject.Organisation, "");

    /// <summary>As the organisation file writes it.</summary>
    public static string Word(BudgetSubject subject) => subject switch
    {
        BudgetSubject.Team => "team",
        BudgetSubject.CostCentre => "cost_centre",
        BudgetSubject.Repository => "repository",
        BudgetSubject.Ticket => "ticket",
        BudgetSubject.Agent => "agent",
        _ => "organisation",
    };

    public override string ToString() => Subject == BudgetSubject.Organisation ? Word(Subject) : $"{Word(Subject)}:{Name}";
}
