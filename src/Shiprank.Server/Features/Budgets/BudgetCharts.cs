using System.Text.Json.Nodes;
using Shiprank.Core.Money.Budgets;
using Shiprank.Engine.Budgets;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit.Charts;

namespace Shiprank.Server.Features.Budgets;

/// <summary>The burn-up of a budget.</summary>
internal static class BudgetCharts
{
    public static JsonObject BurnUp(BudgetState state)
    {
        var (unit, span) = (state.Budget.Unit, state.Span);
        var used = 0m;
        List<decimal> actual = [.. state.Daily.Amounts.Select(a => decimal.Round(used += a, 6))];
        return ChartData.Forecast(
            $"{state.Budget.Name}: {BudgetWords.Amount(unit, state.Used)} used by {BudgetWords.Day(state.Through)} of {BudgetWords.Amount(unit, state.Budget.Amount)}; it {BudgetWords.End(state)}.",
            Enumerable.Range(0, span.Until.DayNumber - span.Since.DayNumber + 1).Select(i => Times.Day(span.Since.AddDays(i), span.Until.Year)),
            actual,
            [.. (state.Forecast?.Days ?? []).Select(d => (decimal.Round(d.Mid, 6), Rounded(d.Lo), Rounded(d.Hi)))],
            state.Budget.Amount, $"budget {BudgetWords.Amount(unit, state.Budget.Amount)}", unit == BudgetUnit.Credits ? "count" : "usd",
            state.EndsOn is { } ends ? (ends.DayNumber - span.Since.DayNumber, $"spent {Times.Day(ends, state.Through.Year)}") : null);
    }

    private static decimal? Rounded(decimal? value) => value is { } known ? decimal.Round(known, 6) : null;
}
