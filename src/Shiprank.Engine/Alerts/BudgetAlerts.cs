using System.Globalization;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Money.Budgets;
using Shiprank.Engine.Budgets;

namespace Shiprank.Engine.Alerts;

/// <summary>What a budget has to tell: each threshold once a period, and once that its forecast ends too soon.</summary>
public static class BudgetAlerts
{
    public static IEnumerable<Alert> Of(BudgetState state)
    {
        var (budget, unit) = (state.Budget, state.Budget.Unit);
        var subject = $"budget:{budget.Name}";
        foreach (var crossing in state.Crossed)
        {
            yield return new(
                AlertRule.BudgetThreshold, subject, state.Span.Since, crossing.Threshold.ToString("0.####", CultureInfo.InvariantCulture), $"{budget.Name}: {BudgetWords.Share(crossing.Threshold)} used",
                $"{BudgetWords.Amount(unit, crossing.Threshold * budget.Amount)} of {BudgetWords.Amount(unit, budget.Amount)} was reached on {BudgetWords.Day(crossing.Day)}; {BudgetWords.Amount(unit, state.Used)} is used by {BudgetWords.Day(state.Through)}, and the budget {BudgetWords.End(state)}.");
        }

        if (state is { Outlook: BudgetOutlook.RunsOut, Forecast.ByRunRate: false })
        {
            yield return new(
                AlertRule.BudgetForecast, subject, state.Span.Since, "", $"{budget.Name}: forecast over budget",
                $"{BudgetWords.Amount(unit, state.Expected!.Value)} is forecast of {BudgetWords.Amount(unit, budget.Amount)}: it {BudgetWords.End(state)}; its period goes on until {BudgetWords.Day(state.Span.Until)}.");
        }
    }
}
