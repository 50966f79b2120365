using System.Globalization;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Budgets;

/// <summary>Budgets in words, the same on a page, in a terminal and in a channel.</summary>
public static class BudgetWords
{
    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    /// <summary><c>$1,204</c> from $1,000, cents below; <c>1,204 credits</c>.</summary>
    public static string Amount(BudgetUnit unit, decimal amount) => unit == BudgetUnit.Credits
        ? $"{amount.ToString(Math.Abs(amount) < 100 ? "#,##0.##" : "#,##0", invariant)} credits"
        : $"{(amount < 0 ? "−" : "")}${Math.Abs(amount).ToString(Math.Abs(amount) >= 999.995m ? "#,##0" : "#,##0.00", invariant)}";

    public static string Share(decimal share) => $"{(100 * share).ToString("0", invariant)} %";

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", invariant);

    /// <summary>Whose it is: the team's name, <c>cost centre CC-100</c>.</summary>
    public static string Of(BudgetScope scope, OrganisationFile organisation) => scope.Subject switch
    {
        BudgetSubject.Organisation => organisation.Name.Length > 0 ? organisation.Name : "the organisation",
        BudgetSubject.Team => $"team {organisation.Teams.FirstOrDefault(t => t.Id == scope.Name)?.Name ?? scope.Name}",
        BudgetSubject.CostCentre => $"cost centre {scope.Name}",
        _ => $"{BudgetScope.Word(scope.Subject)} {scope.Name}",
    };

    public static string Word(BudgetOutlook outlook) => outlook switch
    {
        BudgetOutlook.Lasts => "lasts",
        BudgetOutlook.MayRunOut => "may_run_out",
        BudgetOutlook.RunsOut => "runs_out",
        BudgetOutlook.Spent => "spent",
        _ => "unknown",
    };

    public static string Word(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Month => "month",
        BudgetPeriod.Quarter => "quarter",
        _ => "year",
    };

    public static string Word(BudgetUnit unit) => unit == BudgetUnit.Credits ? "credits" : "USD";

    /// <summary>The end of a budget in half a sentence: <c>is used up by 14 Dec 2026 (between 9 Dec 2026 and the end)</c>.</summary>
    public static string End(BudgetState state) => state.Outlook switch
    {
        BudgetOutlook.Spent => $"was used up on {Day(state.EndsOn!.Value)}",
        BudgetOutlook.RunsOut => $"is used up by {Day(state.EndsOn!.Value)}{(state.Earliest is { } early && (early != state.EndsOn || state.Latest != state.EndsOn) ? $" (between {Day(early)} and {(state.Latest is { } late ? Day(late) : "the end of the period")})" : "")}",
        BudgetOutlook.MayRunOut => $"lasts by the forecast, and is used up by {Day(state.Earliest!.Value)} at the upper end of its band",
        BudgetOutlook.Lasts => "lasts to the end of its period",
        _ => "has no use that a forecast could go by",
    };
}
